extension Substring {
  /// Whether every character is ASCII.
  ///
  /// Swift compares text by what it means to people: `K` and the sign for kelvin (U+212A) are equal, `hasSuffix` and sets of strings
  /// go by that. Among ASCII alone no two texts are equal but those with the same bytes.
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// Whether every character is a hexadecimal digit of ASCII, in lower case where `lowerCase`.
  ///
  /// `Character.isHexDigit` takes full-width forms too.
  func isHexadecimal(lowerCase: Bool = false) -> Bool {
    utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        || !lowerCase && (0x41...0x46).contains($0)
    }
  }

  /// The parts between each `separator`, at most so many, the last with all that is left. Goes by bytes: what follows a separator
  /// and would combine with it for people is a part of its own.
  func parts(between separator: Unicode.Scalar, most: Int = .max) -> [Substring] {
    utf8.split(
      separator: UInt8(ascii: separator), maxSplits: most - 1, omittingEmptySubsequences: false
    ).map(Substring.init)
  }
}
