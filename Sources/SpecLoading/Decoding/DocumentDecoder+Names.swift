package import ContainerModel

extension DocumentDecoder {
  /// The name of a container.
  package mutating func containerName(_ field: Field) -> ContainerName? {
    guard let text = string(field, wanted: "a name") else { return nil }
    guard let name = ContainerName(text) else {
      report(
        "\(quoted(text)) is no name for a container; use 1 to 63 of a-z, 0-9 and '-', no '-' at"
          + " either end", value: field)
      return nil
    }
    return name
  }

  /// The name of a volume.
  mutating func volumeName(_ field: Field) -> String? {
    guard let text = string(field, wanted: "the name of a volume") else { return nil }
    guard NameRule.isVolume(text) else {
      report(
        "\(quoted(text)) is no name for a volume; use 1 to 63 of letters, digits, '.', '_' and '-',"
          + " a letter or digit first", value: field)
      return nil
    }
    return text
  }

  /// The name of a network interface.
  mutating func interfaceName(_ field: Field) -> String? {
    guard let text = string(field, wanted: "the name of an interface") else { return nil }
    guard NameRule.isInterface(text) else {
      let reason =
        text == "lo"
        ? "every container has one of its own"
        : "use 1 to 15 of letters, digits, '.', '_' and '-', a letter or digit first"
      report("\(quoted(text)) is no name for an interface; \(reason)", value: field)
      return nil
    }
    return text
  }

  /// An absolute path without detours.
  ///
  /// - Parameters:
  ///   - root: whether it may be `/`
  ///   - layer: whether it becomes a layer of an overlay, whose options cannot hold every character
  package mutating func absolutePath(
    _ field: Field, root: Bool = false, layer: Bool = false
  ) -> String? {
    guard let text = string(field, wanted: "an absolute path") else { return nil }
    if let problem = PathRule.problem(absolute: text, root: root, layer: layer) {
      report(problem, value: field)
      return nil
    }
    return text
  }
}
