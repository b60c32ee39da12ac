/// Makes nodes of libyaml's events, and collects what is not allowed in them.
struct TreeBuilder: ~Copyable {
  private let input: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private let limits: Limits
  private var problems: [Problem] = []
  private var eventCount = 0

  init(_ input: UnsafeBufferPointer<UInt8>, isASCII: Bool, limits: Limits) {
    self.input = input
    self.isASCII = isASCII
    self.limits = limits
  }

  /// Reads the whole stream.
  mutating func build() -> ParsedDocument {
    var root: Node?
    do throws(Problem) {
      var reader = try EventReader(input, isASCII: isASCII)
      root = try document(&reader)
    } catch {
      problems.append(error)
      root = nil
    }
    return ParsedDocument(root: root, problems: problems.sorted { $0.mark < $1.mark })
  }

  private mutating func document(_ reader: inout EventReader) throws(Problem) -> Node? {
    _ = try advance(&reader)
    guard try advance(&reader) == .documentStart else {
      throw Problem("the document is empty", at: .start)
    }
    if reader.hasTagDirectives {
      problems.append(Problem("tags are not supported; remove the directive", at: reader.mark))
    }
    let root = try node(try advance(&reader), &reader, depth: 0)
    if case .scalar(let scalar) = root.content, scalar.style == .plain, scalar.text.isEmpty {
      throw Problem("the document is empty", at: .start)
    }
    _ = try advance(&reader)
    if try advance(&reader) != .streamEnd {
      throw Problem("a second document begins here; a file holds one", at: reader.mark, length: 3)
    }
    return root
  }

  private mutating func advance(_ reader: inout EventReader) throws(Problem) -> EventReader.Kind {
    eventCount += 1
    guard eventCount <= limits.events else {
      throw Problem(
        "the document has more than \(limits.events) values, lists and mappings; split it",
        at: reader.mark)
    }
    return try reader.advance()
  }

  /// The node that begins with the event of `kind`.
  private mutating func node(
    _ kind: EventReader.Kind, _ reader: inout EventReader, depth: Int
  ) throws(Problem) -> Node {
    switch kind {
    case .scalar:
      return try scalar(&reader)
    case .sequenceStart:
      return try sequence(&reader, depth: depth + 1)
    case .mappingStart:
      return try mapping(&reader, depth: depth + 1)
    default:
      report("aliases are not supported; write the value out", &reader)
      return Node(.refused, at: reader.mark, length: reader.length ?? 1)
    }
  }

  private mutating func scalar(_ reader: inout EventReader) throws(Problem) -> Node {
    guard reader.scalarLength <= limits.scalarBytes else {
      throw Problem(
        "this value has \(reader.scalarLength) bytes; at most \(limits.scalarBytes) are read",
        at: reader.mark)
    }
    let mark = reader.mark
    let length = reader.length ?? 1
    checkLabels(&reader)
    if let character = reader.forbiddenInScalar {
      report("character \(Codepoint.name(character)) is not allowed in a value", &reader)
      return Node(.refused, at: mark, length: length)
    }
    if reader.hasTag { return Node(.refused, at: mark, length: length) }
    return Node(.scalar(reader.scalar), at: mark, length: length)
  }

  private mutating func sequence(
    _ reader: inout EventReader, depth: Int
  ) throws(Problem) -> Node {
    let mark = try enter(&reader, depth: depth)
    var items: [Node] = []
    var kind = try advance(&reader)
    while kind != .sequenceEnd {
      items.append(try node(kind, &reader, depth: depth))
      kind = try advance(&reader)
    }
    return Node(.sequence(items), at: mark, length: reader.length(from: mark) ?? 1)
  }

  private mutating func mapping(
    _ reader: inout EventReader, depth: Int
  ) throws(Problem) -> Node {
    let mark = try enter(&reader, depth: depth)
    var pairs: [Pair] = []
    var keys = KeyIndex()
    var kind = try advance(&reader)
    while kind != .mappingEnd {
      let key = try node(kind, &reader, depth: depth)
      let value = try node(try advance(&reader), &reader, depth: depth)
      if let pair = pair(key, value), !isDuplicate(pair, of: pairs, &keys) { pairs.append(pair) }
      kind = try advance(&reader)
    }
    let length = reader.length(from: mark) ?? pairs.first?.length ?? 1
    return Node(.mapping(pairs), at: mark, length: length)
  }

  /// What a list and a mapping have in common at their beginning.
  private mutating func enter(_ reader: inout EventReader, depth: Int) throws(Problem) -> Mark {
    guard depth <= limits.depth else {
      throw Problem("values are nested more than \(limits.depth) levels deep", at: reader.mark)
    }
    checkLabels(&reader)
    return reader.mark
  }

  /// Reports an anchor and a tag.
  private mutating func checkLabels(_ reader: inout EventReader) {
    if reader.hasAnchor { report("anchors are not supported; remove it", &reader) }
    if reader.hasTag { report("tags are not supported; remove it", &reader) }
  }

  private mutating func report(_ message: String, _ reader: inout EventReader) {
    problems.append(Problem(message, at: reader.mark, length: reader.length ?? 1))
  }

  /// A key and its value, or nothing where the key is of no use.
  private mutating func pair(_ key: Node, _ value: Node) -> Pair? {
    switch key.content {
    case .scalar(let scalar):
      if scalar.style == .plain, scalar.text == "<<" {
        problems.append(
          Problem(
            "merge keys are not supported; write the keys out", at: key.mark, length: key.length))
        return nil
      }
      if scalar.style == .plain, scalar.text.isEmpty {
        problems.append(Problem("a key is missing here", at: key.mark))
        return nil
      }
      return Pair(scalar, at: key.mark, length: key.length, value: value)
    case .sequence, .mapping:
      problems.append(
        Problem("a key must be a word or a string", at: key.mark, length: key.length))
      return nil
    case .refused:
      return nil
    }
  }

  private mutating func isDuplicate(
    _ pair: Pair, of pairs: [Pair], _ keys: inout KeyIndex
  ) -> Bool {
    guard let first = keys.position(of: pair.key.text, in: pairs) else { return false }
    problems.append(
      Problem(
        "this key was given before; keep one of them", at: pair.mark, length: pair.length,
        related: Problem.Related("first used at", at: pairs[first].mark)))
    return true
  }
}
