public import SystemPackage

/// The user and the group that a file belongs to.
public struct FileOwner: Hashable, Sendable {
  /// The user.
  public let user: UserID
  /// The group.
  public let group: GroupID

  /// Makes an owner from numbers.
  public init(user: UInt32, group: UInt32) {
    self.user = UserID(rawValue: user)
    self.group = GroupID(rawValue: group)
  }
}
