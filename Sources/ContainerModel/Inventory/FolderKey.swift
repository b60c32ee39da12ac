/// Names a folder of the repository that is written out for overlays: its content, and whose ids its files have.
public struct FolderKey: Hashable, Sendable {
  /// Object id of the folder's tree, 40 hexadecimal digits.
  public let tree: String
  /// The ids its files were shifted to; nil: none.
  public let mapping: IDRange?

  /// Makes a key; nil where `tree` is not an object id.
  public init?(tree: String, mapping: IDRange?) {
    guard tree.utf8.count == 40, tree[...].isHexadecimal(lowerCase: true) else { return nil }
    self.tree = tree
    self.mapping = mapping
  }

  /// Reads exactly what `description` writes.
  public init?(_ text: Substring) {
    let parts = text.parts(between: "-", most: 2)
    guard parts.count == 2, let ids = MappingKey(parts[1]) else { return nil }
    self.init(tree: String(parts[0]), mapping: ids.mapping)
  }
}

extension FolderKey: TextCodable {
  /// `TREE-u100000-65536`, or `TREE-p`: also the name of its directory.
  public var description: String { "\(tree)-\(MappingKey(mapping))" }
  /// What the value is called in an error message.
  public static var kind: String { "folder key" }
}

extension ContainerSpec {
  /// The folders of the repository that its overlays need, by their path in the repository.
  public func folders(mapping: IDRange?) -> [(folder: String, key: FolderKey)] {
    mounts.flatMap { mount -> [(folder: String, key: FolderKey)] in
      guard case .overlay(let lowers, _, _) = mount.source else { return [] }
      return lowers.compactMap { lower in
        guard case .repository(let folder, .some(let tree)) = lower,
          let key = FolderKey(tree: tree, mapping: mapping)
        else { return nil }
        return (folder, key)
      }
    }
  }
}
