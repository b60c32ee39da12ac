/// Who init runs as, in the container's own numbers: `uid[:gid]`.
public struct UserSpec: Hashable, Sendable {
  /// User id.
  public let uid: UInt32
  /// Group id; nil: the same number as the user's.
  public let gid: UInt32?

  /// Reads `uid` or `uid:gid`.
  public init?(_ text: Substring) {
    let parts = text.parts(between: ":", most: 2)
    let numbers = parts.compactMap { Int64(digits: $0).flatMap(UInt32.init(exactly:)) }
    // The all-ones id means "no change" to the kernel (setresuid(2)).
    guard numbers.count == parts.count, !numbers.contains(.max) else { return nil }
    uid = numbers[0]
    gid = numbers.count == 2 ? numbers[1] : nil
  }
}

extension UserSpec: TextCodable {
  /// As a spec would write it.
  public var description: String { gid.map { "\(uid):\($0)" } ?? "\(uid)" }
  /// What the value is called in an error message.
  public static var kind: String { "user" }
}
