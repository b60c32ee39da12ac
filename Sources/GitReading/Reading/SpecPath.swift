import GitSource

/// A folder of a repository, relative to its root.
struct SpecPath: Hashable {
  /// The names on the way; none for the root.
  let components: [Substring]

  /// Reads `a/b`, `./a/b/`, and `.` or nothing for the root.
  init(_ text: String) throws(GitSourceError) {
    components = text.split(separator: "/").filter { $0 != "." }
    guard !text.hasPrefix("/"), !components.contains("..") else {
      throw GitSourceError(
        "read", .setting,
        "the path '\(neutralised(text))' is not a folder of the repository; write it relative to "
          + "the repository's root, without '..'")
    }
  }

  /// For messages: `.` for the root.
  var text: String { components.isEmpty ? "." : components.joined(separator: "/") }

  /// The tree that lies there.
  func tree(from root: ObjectID, in repository: Repository) throws -> ObjectID {
    var tree = root
    var path = ""
    for component in components {
      let entry = try TreeEntry.all(of: tree, in: repository, path: path)
        .first { $0.name == component }
      path += path.isEmpty ? component : "/\(component)"
      guard let entry else {
        throw GitSourceError(
          "read", .noPath, "the commit has no folder '\(neutralised(path))'; is the path right?")
      }
      guard entry.kind == .folder else {
        throw GitSourceError("read", .noPath, "'\(neutralised(path))' is not a folder")
      }
      tree = entry.id
    }
    return tree
  }
}
