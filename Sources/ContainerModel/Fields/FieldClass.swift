/// The one table of what a change of each field costs.
public enum FieldClass {
  /// A row: the first whose prefix fits a path decides, so longer prefixes stand first.
  public struct Row: Sendable {
    /// Beginning of the path, with the key of a list item left out: `networks[].bridge`.
    public let prefix: String
    /// What it costs.
    public let change: ChangeClass
  }

  /// All rows, in the order in which they are tried.
  public static let table: [Row] = [
    Row(prefix: "description", change: .live),
    Row(prefix: "labels", change: .live),
    Row(prefix: "state", change: .live),
    Row(prefix: "suspend", change: .live),
    Row(prefix: "protect", change: .live),
    Row(prefix: "boot", change: .live),
    Row(prefix: "restart", change: .live),
    // The same bytes from another place are the same image.
    Row(prefix: "image.archive.path", change: .live),
    Row(prefix: "image", change: .recreate),
    Row(prefix: "rootfs.size", change: .live),
    Row(prefix: "rootfs", change: .recreate),
    Row(prefix: "command", change: .restart),
    Row(prefix: "environment", change: .restart),
    Row(prefix: "workingDirectory", change: .restart),
    Row(prefix: "user", change: .restart),
    Row(prefix: "stop", change: .live),
    Row(prefix: "resources", change: .live),
    Row(prefix: "prlimits", change: .restart),
    Row(prefix: "sysctls", change: .restart),
    Row(prefix: "networks[].bridge", change: .live),
    Row(prefix: "networks", change: .restart),
    Row(prefix: "mounts", change: .restart),
    Row(prefix: "security.privileged", change: .recreate),
    Row(prefix: "security", change: .restart),
    Row(prefix: "devices", change: .live),
    Row(prefix: "dependsOn", change: .live),
    Row(prefix: "health", change: .live),
  ]

  /// What a change of the field at `path` costs. A path that no row knows costs a restart: too much is safer than nothing.
  public static func change(of path: String) -> ChangeClass {
    let general = withoutKeys(path)
    return table.first { covers($0.prefix, general) }?.change ?? .restart
  }

  /// `networks[eth0].bridge` as `networks[].bridge`.
  public static func withoutKeys(_ path: String) -> String {
    guard let open = path.firstIndex(of: "["), let close = path.lastIndex(of: "]") else {
      return path
    }
    return String(path[...open] + path[close...])
  }

  private static func covers(_ prefix: String, _ path: String) -> Bool {
    guard path.hasPrefix(prefix) else { return false }
    let rest = path.dropFirst(prefix.count)
    return rest.isEmpty || rest.first == "." || rest.first == "["
  }
}
