internal import CLibYAML

/// libyaml's parser, standing on one event at a time.
struct EventReader: ~Copyable {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias, scalar
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
  }

  /// On the heap because libyaml keeps a pointer to the parser inside of it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeBufferPointer<UInt8>
  private var event = yaml_event_t()
  private var cursor: OffsetCursor

  /// Begins to read; `input` must stay where it is as long as the reader lives.
  init(_ input: UnsafeBufferPointer<UInt8>, isASCII: Bool) throws(Problem) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      throw Problem("there is not enough memory to read the document", at: .start)
    }
    self.parser = parser
    self.input = input
    cursor = OffsetCursor(input, isASCII: isASCII)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    var last = event
    yaml_event_delete(&last)
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Goes on to the next event. Must not be called again after `streamEnd` or an error.
  mutating func advance() throws(Problem) -> Kind {
    yaml_event_delete(&event)
    guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxProblem() }
    switch event.type {
    case YAML_STREAM_START_EVENT: return .streamStart
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_ALIAS_EVENT: return .alias
    case YAML_SCALAR_EVENT: return .scalar
    case YAML_SEQUENCE_START_EVENT: return .sequenceStart
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT: return .mappingStart
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return .streamEnd
    }
  }

  /// Where the event begins.
  var mark: Mark {
    mutating get { mark(event.start_mark) }
  }

  /// How many characters the event spans, or nothing where it goes on over several lines.
  var length: Int? {
    event.start_mark.line == event.end_mark.line
      ? event.end_mark.column - event.start_mark.column : nil
  }

  /// How many characters there are from `start` to the end of the event, or nothing where that is another line.
  func length(from start: Mark) -> Int? {
    event.end_mark.line + 1 == start.line ? event.end_mark.column + 1 - start.column : nil
  }

  /// Whether a scalar, list or mapping is labelled for an alias: `&name`.
  var hasAnchor: Bool {
    switch event.type {
    case YAML_SCALAR_EVENT: event.data.scalar.anchor != nil
    case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.anchor != nil
    case YAML_MAPPING_START_EVENT: event.data.mapping_start.anchor != nil
    default: false
    }
  }

  /// Whether a scalar, list or mapping names its type: `!!str`.
  var hasTag: Bool {
    switch event.type {
    case YAML_SCALAR_EVENT: event.data.scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT: event.data.mapping_start.tag != nil
    default: false
    }
  }

  /// Whether a document begins with `%TAG`.
  var hasTagDirectives: Bool {
    event.data.document_start.tag_directives.start != event.data.document_start.tag_directives.end
  }

  /// The size of a scalar in bytes of UTF-8.
  var scalarLength: Int { event.data.scalar.length }

  /// The scalar of the event.
  var scalar: Scalar {
    let bytes = UnsafeBufferPointer(start: event.data.scalar.value, count: scalarLength)
    let style: Scalar.Style =
      switch event.data.scalar.style {
      case YAML_PLAIN_SCALAR_STYLE: .plain
      case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
      default: .quoted
      }
    return Scalar(String(decoding: bytes, as: UTF8.self), style: style)
  }

  /// The first character of a scalar that no value may hold: a forbidden one that came by way of an escape, or a tab.
  var forbiddenInScalar: UInt32? {
    let bytes = UnsafeBufferPointer(start: event.data.scalar.value, count: scalarLength)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F {
        index += 1
        continue
      }
      guard let codepoint = Codepoint(bytes, at: index) else { return UInt32(byte) }
      if codepoint.value == 0x09 || Codepoint.isForbidden(codepoint.value) {
        return codepoint.value
      }
      index += codepoint.length
    }
    return nil
  }

  private mutating func mark(_ mark: yaml_mark_t) -> Mark {
    Mark(
      line: mark.line + 1, column: mark.column + 1,
      offset: cursor.offset(ofCharacter: mark.index))
  }

  /// Why libyaml stopped, in words that say what to do.
  private mutating func syntaxProblem() -> Problem {
    let failed = parser.pointee
    guard failed.error != YAML_MEMORY_ERROR, let text = failed.problem else {
      return Problem("there is not enough memory to read the document", at: .start)
    }
    var related: Problem.Related?
    if let context = failed.context, failed.context_mark.index != failed.problem_mark.index {
      related = Problem.Related(
        SyntaxMessage.phrase(for: String(cString: context)), at: mark(failed.context_mark))
    }
    let place = mark(failed.problem_mark)
    return Problem(
      SyntaxMessage.text(for: String(cString: text)),
      at: place.offset < input.count ? place : endOfText, related: related)
  }

  /// The place behind the last visible character; libyaml puts the end on a line that may not exist.
  private var endOfText: Mark {
    let end = (input.lastIndex { $0 > 0x20 } ?? -1) + 1
    let lineStart = (input[..<end].lastIndex(of: 0x0A) ?? -1) + 1
    return Mark(
      line: input[..<end].count { $0 == 0x0A } + 1,
      column: input[lineStart..<end].count { !OffsetCursor.isContinuation($0) } + 1, offset: end)
  }
}
