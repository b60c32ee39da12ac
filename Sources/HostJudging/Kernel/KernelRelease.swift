/// Which kernel it is, as far as features depend on it.
public struct KernelRelease: Hashable, Sendable, Comparable {
  /// As in 6.1.
  public let major: Int
  /// As in 6.1.
  public let minor: Int

  /// Makes the release `major`.`minor`.
  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads what `uname -r` says, such as `5.15.148` or `6.6-rc2`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 2)
    guard parts.count >= 2, let major = Int(parts[0]),
      let minor = Int(parts[1].prefix { ("0"..."9").contains($0) })
    else { return nil }
    self.init(major, minor)
  }

  /// Orders by age.
  public static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
