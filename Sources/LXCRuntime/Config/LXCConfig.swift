/// The text of an LXC config (lxc.container.conf(5)): a line for each key and value.
struct LXCConfig: Sendable {
  /// What was written so far.
  private(set) var text: String
  private let container: String

  /// Begins a config for `container`, with a line that says whose it is.
  init(for container: String) {
    self.container = container
    text = """
      # Written by turris-apply for '\(container)'. Changes made here by hand are undone: change its spec.

      """
  }

  /// Adds a line.
  ///
  /// - Throws: where the value holds a control character: a line feed would begin another key, such as `lxc.hook.start`.
  mutating func set(_ key: String, _ value: String) throws(LXCRuntimeError) {
    let name = key.utf8.allSatisfy { $0 > 0x20 && $0 != 0x3d && $0 < 0x7f }
    guard name, value.unicodeScalars.allSatisfy({ !Self.isControl($0) }) else {
      throw LXCRuntimeError(
        "configure", container,
        cause: "the value for \(name ? key : "a key") holds a control character")
    }
    text += "\(key) = \(Self.quoted(value))\n"
  }

  /// C0 and C1 controls, and what ends a line in Unicode.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  /// liblxc takes the white space off both ends of a value, and then one pair of equal quotes, whatever stands between.
  private static func quoted(_ value: String) -> String {
    let ends = [value.first, value.last].compactMap { $0 }
    return ends.contains { $0.isWhitespace || $0 == "\"" || $0 == "'" } ? "\"\(value)\"" : value
  }
}
