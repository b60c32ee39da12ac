internal import Workers

/// Lets the processes of a frozen container go on.
enum ThawContainer: ServedTask {
  struct Request: Codable, Sendable {
    var path: String
    var name: String
  }

  /// Nothing is said on the way.
  struct Progress: Codable, Sendable {}

  /// Nothing is said at the end.
  struct Reply: Codable, Sendable {}

  /// The word on the worker's command line.
  static let name = "thaw-container"

  static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    let handle = try LXCHandle(request.name, path: request.path)
    if handle.state == "FROZEN" { try handle.thaw() }
    // liblxc does nothing where somebody else froze the group.
    if handle.read("freezer.state")?.trimmed == "FROZEN" {
      try handle.write(CgroupSetting("freezer.state", "THAWED"))
    }
    if handle.read("cgroup.freeze")?.trimmed == "1" {
      try handle.write(CgroupSetting("cgroup.freeze", "0"))
    }
    return Reply()
  }
}
