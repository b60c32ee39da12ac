internal import ContainerModel

extension StartLog {
  /// How the last init ended that the log knows of; nil where it says nothing of an end, as it does where the status was 0.
  ///
  /// Nothing else tells: a monitor that was left to the background ends without handing on the status of its init. The words are
  /// those of `lxc_error_set_and_log` in liblxc, which have been the same since its first releases, but for a signal's name.
  var end: InitEnd? {
    for line in lines.reversed() {
      guard let message = Self.parts(of: line)?.message, message.hasPrefix("Child <") else {
        continue
      }
      if message.contains("> ended on error ("), let status = Self.number(in: message) {
        return .status(status)
      }
      if message.contains("> ended on signal "), let signal = Self.number(in: message) {
        return .signal(signal)
      }
    }
    return nil
  }

  /// The number in the last parentheses.
  private static func number(in text: Substring) -> Int32? {
    guard let open = text.lastIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
    else { return nil }
    return Int32(text[text.index(after: open)..<close])
  }
}
