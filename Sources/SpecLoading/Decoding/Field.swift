package import YAMLDocument

/// A value on its way from a document to the model, with what a message about it needs.
package struct Field: Sendable {
  /// The key it stands behind; for an item of a list, the list's.
  package let name: String
  /// The position of an item in its list, counted from 0; nil for the value of a key.
  package let index: Int?
  /// Where it stands among the fields as a plan names them: `networks[eth0].bridge`; empty for a whole document.
  package let path: String
  /// The value.
  package let node: Node
  /// Where the key begins, or the item of a list.
  package let mark: Mark
  /// How many characters the key has, or the item.
  package let length: Int

  /// A whole document.
  package init(document node: Node) {
    self.init(
      name: "document", index: nil, path: "", node: node, mark: node.mark, length: node.length)
  }

  /// The value of a key.
  package init(_ pair: Pair, in parent: String) {
    let name = pair.key.text
    self.init(
      name: name, index: nil, path: parent.isEmpty ? name : parent + "." + name, node: pair.value,
      mark: pair.mark, length: pair.length)
  }

  /// An item of a list.
  package init(item node: Node, _ index: Int, of list: Field) {
    self.init(
      name: list.name, index: index, path: list.path, node: node, mark: node.mark,
      length: node.length)
  }

  private init(
    name: String, index: Int?, path: String, node: Node, mark: Mark, length: Int
  ) {
    self.name = name
    self.index = index
    self.path = path
    self.node = node
    self.mark = mark
    self.length = length
  }

  /// The same value under another path: that of a list item by its key.
  package func at(path: String) -> Field {
    Field(name: name, index: index, path: path, node: node, mark: mark, length: length)
  }

  /// The value behind a key, where this is a mapping that has it.
  package func key(_ name: String) -> Field? {
    guard case .mapping(let pairs) = node.content,
      let pair = pairs.first(where: { $0.key.text == name })
    else { return nil }
    return Field(pair, in: path)
  }

  /// Whether it is the empty string, in quotes.
  package var isEmptyText: Bool {
    guard case .scalar(let scalar) = node.content else { return false }
    return scalar.text.isEmpty && scalar.style != .plain
  }

  /// What to call it in a message.
  package var subject: String {
    if let index { return "item \(index + 1) of \(quoted(name))" }
    return path.isEmpty ? "the document" : quoted(name)
  }
}
