import ContainerModel
import YAMLDocument

/// A file after the YAML reader and the reader of specs. Whether it is a spec or data, only all files together can tell.
struct ParsedFile: Sendable {
  /// What is in it if it is a spec.
  struct Content: Sendable {
    let draft: SpecDraft
    let diagnostics: [Diagnostic]
    /// Where the document begins.
    let origin: SpecOrigin
    /// Where its fields stand.
    let fieldOrigins: [FieldOrigin]
  }

  let path: String
  /// Nil where there is no document, or it is not decoded yet.
  private let decoded: Content?
  /// A document that says not that it is a spec: it is likely to be data, and not worth decoding before that is known.
  private let root: Node?
  /// What the YAML reader says.
  let diagnostics: [Diagnostic]
  /// The folders of the repository that it uses as data if it is a spec.
  let folders: Set<String>

  init(_ file: SpecFile) {
    path = file.path
    switch file.content {
    case .bytes(let bytes):
      let document = parseDocument(bytes)
      let isSpec = document.root.map(Self.claimsToBeSpec) == true
      decoded = isSpec ? document.root.map { Self.content($0, path: file.path) } : nil
      root = isSpec ? nil : document.root
      diagnostics = document.problems.map { Diagnostic(path: file.path, $0) }
      folders = document.root.map(Self.folders) ?? []
    case .unreadable(let reason):
      decoded = nil
      root = nil
      folders = []
      diagnostics = [
        Diagnostic(path: file.path, line: 1, column: 1, message: "the file \(reason)")
      ]
    }
  }

  /// What is in it if it is a spec; nil where there is no document.
  var content: Content? { decoded ?? root.map { Self.content($0, path: path) } }

  private static func claimsToBeSpec(_ root: Node) -> Bool {
    value("kind", of: root) != nil || value("apiVersion", of: root) != nil
  }

  private static func content(_ root: Node, path: String) -> Content {
    var decoder = ContainerDecoder(file: path)
    decoder.read(root)
    return Content(
      draft: decoder.draft, diagnostics: decoder.document.diagnostics,
      origin: SpecOrigin(path: path, line: root.mark.line, column: root.mark.column),
      fieldOrigins: decoder.document.origins)
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
