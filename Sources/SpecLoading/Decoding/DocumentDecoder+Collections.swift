import YAMLDocument

extension DocumentDecoder {
  /// The keys and values of a mapping that may hold just `Key`s; what else it holds is reported, and so is each of `required` that is missing.
  package mutating func fields<Key: FieldKey>(
    of field: Field, _ keys: Key.Type, required: [Key] = []
  ) -> [(key: Key, field: Field)]? {
    guard case .mapping(let pairs) = field.node.content else {
      reportType(of: field, wanted: "a mapping")
      return nil
    }
    var fields: [(key: Key, field: Field)] = []
    fields.reserveCapacity(pairs.count)
    for pair in pairs {
      if let key = Key(rawValue: pair.key.text) {
        fields.append((key, Field(pair, in: field.path)))
      } else {
        reportUnknown(pair, Key.self)
      }
    }
    for key in required
    where !fields.contains(where: { $0.key == key }) && !isMisspelt([key], in: field) {
      reportMissing(key, in: field)
    }
    return fields
  }

  private mutating func reportUnknown<Key: FieldKey>(_ pair: Pair, _ keys: Key.Type) {
    let name = pair.key.text
    let known = Key.allCases.map(\.rawValue)
    let message =
      if Key.later.contains(name) {
        "\(quoted(name)) is not supported yet"
      } else if let near = suggestion(for: name, among: known + Key.later) {
        "unknown key \(quoted(name)); did you mean \(quoted(near))?"
      } else if known.count <= 6 {
        "unknown key \(quoted(name)); known here: \(known.joined(separator: ", "))"
      } else {
        "unknown key \(quoted(name))"
      }
    report(message, at: pair.mark, length: pair.length)
  }

  /// Reports unless exactly one of `keys` is among the fields of `owner`; where one of the keys that are not supported yet
  /// is there, which was reported, none is missed.
  package mutating func requireOne<Key: FieldKey>(
    of keys: [Key], in fields: [(key: Key, field: Field)], owner: Field
  ) {
    let given = fields.filter { keys.contains($0.key) }
    var names: String { keys.map(\.rawValue).joined(separator: ", ") }
    var isReported: Bool {
      Key.later.contains { owner.key($0) != nil } || isMisspelt(keys, in: owner)
    }
    if given.isEmpty, !isReported {
      if keys.count == 1 {
        reportMissing(keys[0], in: owner)
      } else {
        report("\(owner.subject) needs one of \(names)", key: owner)
      }
    }
    for (_, extra) in given.dropFirst() {
      report("only one of \(names) can be given; remove the others", key: extra)
    }
  }

  private mutating func reportMissing<Key: FieldKey>(_ key: Key, in owner: Field) {
    let place = owner.path.isEmpty || owner.index != nil ? "" : " in \(owner.subject)"
    report("\(quoted(key.rawValue)) is missing\(place)", key: owner)
  }

  /// Whether one of `keys` was suggested for an unknown key: what is misspelt need not be called missing as well.
  private func isMisspelt<Key: FieldKey>(_ keys: [Key], in owner: Field) -> Bool {
    guard case .mapping(let pairs) = owner.node.content else { return false }
    let known = Key.allCases.map(\.rawValue) + Key.later
    return pairs.contains { pair in
      guard !known.contains(pair.key.text), let near = suggestion(for: pair.key.text, among: known)
      else { return false }
      return keys.contains { $0.rawValue == near }
    }
  }

  /// The items of a list.
  package mutating func items(of field: Field, atLeast least: Int = 0) -> [Field]? {
    guard case .sequence(let nodes) = field.node.content else {
      reportType(of: field, wanted: "a list")
      return nil
    }
    if nodes.count < least {
      report("\(field.subject) must not be empty; remove it, or fill it", value: field)
    }
    return nodes.enumerated().map { Field(item: $0.element, $0.offset, of: field) }
  }

  /// Reports an item of a list that was there before.
  package mutating func isRepeated(
    _ value: String, _ item: Field, among seen: inout Set<String>
  ) -> Bool {
    guard !seen.insert(value).inserted else { return false }
    report("\(quoted(value)) is listed twice; remove one", value: item)
    return true
  }

  /// The keys and values of a mapping with keys of the writer's own choice.
  ///
  /// - Parameter isKey: whether a key is allowed; one that is not is reported with `rule`.
  package mutating func entries(
    of field: Field, rule: String, isKey: (String) -> Bool
  ) -> [(key: String, field: Field)]? {
    guard case .mapping(let pairs) = field.node.content else {
      reportType(of: field, wanted: "a mapping")
      return nil
    }
    return pairs.compactMap { pair in
      let key = pair.key.text
      let reading = pair.key.style == .plain ? PlainReading(key) : .string
      guard reading == .string else {
        report(
          "YAML reads the key \(quoted(key)) as \(reading.phrase); put it in quotes",
          at: pair.mark, length: pair.length)
        return nil
      }
      guard isKey(key) else {
        report(
          "\(quoted(key)) is not allowed as a key; \(rule)", at: pair.mark, length: pair.length)
        return nil
      }
      return (key, Field(pair, in: field.path))
    }
  }
}
