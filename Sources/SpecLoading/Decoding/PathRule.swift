/// Which texts are paths that mean one thing only.
enum PathRule {
  /// Below the kernel's 4096 bytes even where every character takes four.
  static let mostCharacters = 1000

  /// What is wrong with an absolute path; nil where nothing is.
  static func problem(absolute text: String, root: Bool, layer: Bool) -> String? {
    guard text.utf8.first == slash else {
      return "\(quoted(text)) is no absolute path; begin it with '/'"
    }
    if text == "/" { return root ? nil : "'/' cannot be used here; name a path below it" }
    if layer, text.utf8.contains(where: layerBreakers.contains) {
      return "an overlay cannot take \(quoted(text)); use a path without ':', ',' and '\\'"
    }
    return problem(components: text.dropFirst(), of: text)
  }

  /// What is wrong with a path relative to the root of the repository.
  static func problem(relative text: Substring) -> String? {
    text.utf8.first == slash
      ? "\(quoted(text)) begins with a slash; folders count from the repository's root"
      : problem(components: text, of: String(text))
  }

  private static func problem(components: Substring, of text: String) -> String? {
    if text.utf8.count > mostCharacters, text.unicodeScalars.count > mostCharacters {
      return "the path is too long; at most \(mostCharacters) characters"
    }
    for component in components.utf8.split(separator: slash, omittingEmptySubsequences: false) {
      if component.isEmpty {
        return "a name is missing in \(quoted(text)); write single slashes, and none at the end"
      }
      if component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8) {
        return "\(quoted(text)) has '.' or '..' in it; write the path without detours"
      }
    }
    return nil
  }

  private static let slash = UInt8(ascii: "/")
  private static let layerBreakers = ":,\\".utf8
}
