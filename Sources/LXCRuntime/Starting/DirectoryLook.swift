/// Mode and owner of a directory.
struct DirectoryLook: Hashable, Sendable {
  var mode: UInt32
  var user: UInt32
  var group: UInt32

  /// As options of a tmpfs (tmpfs(5)).
  var owner: String { "uid=\(user),gid=\(group)" }
}
