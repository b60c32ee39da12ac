/// Which files are looked at.
public enum SpecPath {
  /// Whether a file can be a spec: `*.yaml` or `*.yml` below `folder`, no name on the way there or its own beginning with a dot.
  ///
  /// - Parameters:
  ///   - path: relative to the root of the repository
  ///   - folder: likewise; empty or `.` for the root itself
  public static func isCandidate(_ path: String, below folder: String = "") -> Bool {
    guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return false }
    let prefix = folder.isEmpty || folder == "." ? "" : folder + "/"
    guard path.hasPrefix(prefix) else { return false }
    return !path.dropFirst(prefix.count).split(separator: "/").contains { $0.hasPrefix(".") }
  }

  /// The name of a file without its folders and its ending.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex))
  }
}
