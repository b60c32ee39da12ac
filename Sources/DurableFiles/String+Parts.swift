extension StringProtocol where SubSequence == Substring {
  /// The parts between occurrences of one ASCII character, the empty ones left out unless `keepingEmpty`.
  ///
  /// For what the kernel prints: it knows no characters of several code points, for which `split` looks at every place.
  package func parts(
    by separator: Unicode.Scalar, maxSplits: Int = .max, keepingEmpty: Bool = false
  ) -> [Substring] {
    self[...].utf8.split(
      separator: UInt8(ascii: separator), maxSplits: maxSplits,
      omittingEmptySubsequences: !keepingEmpty
    ).map { Substring($0) }
  }
}
