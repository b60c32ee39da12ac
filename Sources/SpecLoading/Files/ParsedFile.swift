import YAMLDocument

/// A file after the YAML reader.
struct ParsedFile {
  let path: String
  /// Its value; nil where there is none.
  let root: Node?
  let diagnostics: [Diagnostic]
  /// The folders of the repository that it uses as data if it is a spec.
  let folders: Set<String>

  init(_ file: SpecFile) {
    path = file.path
    switch file.content {
    case .bytes(let bytes):
      let document = parseDocument(bytes)
      root = document.root
      diagnostics = document.problems.map { Diagnostic(path: file.path, $0) }
      folders = document.root.map(Self.folders) ?? []
    case .unreadable(let reason):
      root = nil
      folders = []
      diagnostics = [
        Diagnostic(path: file.path, line: 1, column: 1, message: "the file \(reason)")
      ]
    }
  }

  /// What stands behind `repo:` in the lowers of mounts, whatever else is wrong with the document.
  private static func folders(_ root: Node) -> Set<String> {
    guard case .sequence(let mounts) = value("mounts", of: root)?.content else { return [] }
    var folders: Set<String> = []
    for mount in mounts {
      guard let overlay = value("overlay", of: mount),
        case .sequence(let lowers) = value("lower", of: overlay)?.content
      else { continue }
      for lower in lowers {
        guard case .scalar(let scalar) = lower.content, scalar.text.hasPrefix("repo:") else {
          continue
        }
        folders.insert(String(scalar.text.dropFirst("repo:".count)))
      }
    }
    return folders
  }

  private static func value(_ key: String, of node: Node) -> Node? {
    guard case .mapping(let pairs) = node.content else { return nil }
    return pairs.first { $0.key.text == key }?.value
  }
}
