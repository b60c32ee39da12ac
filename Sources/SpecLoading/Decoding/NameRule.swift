/// Which texts are names.
enum NameRule {
  /// 1–63 of letters, digits, `.`, `_`, `-`, beginning with a letter or digit: also a file name.
  static func isVolume(_ text: String) -> Bool {
    isWord(text, atMost: 63, others: "._-")
  }

  /// What the kernel takes for an interface (`dev_valid_name`: at most 15 bytes, no slash, colon or space), without what is
  /// hard to type or means something to a shell; `lo` is the loopback's.
  static func isInterface(_ text: String) -> Bool {
    isWord(text, atMost: 15, others: "._-") && text != "lo"
  }

  /// 1–63 of letters, digits, `.`, `_`, `-`, `/`, with a letter or digit at both ends.
  static func isLabel(_ text: String) -> Bool {
    isWord(text, atMost: 63, others: "._-/") && (text.utf8.last.map(isLetterOrDigit) ?? false)
  }

  /// A name of the environment (IEEE 1003.1, 3.216): letters, digits and `_`, no digit first.
  static func isVariable(_ text: String) -> Bool {
    guard let first = text.utf8.first, !isDigit(first) else { return false }
    return text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// A kernel parameter as sysctl(8) writes it: words with dots between them.
  static func isKernelParameter(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return words.count > 1
      && words.allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy {
            isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
          }
      }
  }

  private static func isWord(_ text: String, atMost most: Int, others: StaticString) -> Bool {
    guard (1...most).contains(text.utf8.count), let first = text.utf8.first, isLetterOrDigit(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
      isLetterOrDigit(byte) || others.withUTF8Buffer { $0.contains(byte) }
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
  }
}
