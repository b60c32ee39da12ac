package import ContainerModel
import YAMLDocument

extension DocumentDecoder {
  /// The smallest amount of memory that is not nothing: kernels count in pages, and none has smaller ones.
  package static let page: Int64 = 4096

  /// A number of bytes with its unit.
  ///
  /// - Parameters:
  ///   - least: the smallest that is accepted
  ///   - zero: whether none at all is accepted, too
  package mutating func bytes(
    _ field: Field, atLeast least: Int64 = page, orZero zero: Bool = false
  ) -> ByteCount? {
    guard let text = quantity(field, wanted: "a byte count", example: "64MiB") else { return nil }
    guard let (number, unit) = Self.split(text), let digits = Self.byteDigits[unit] else {
      report(
        "\(quoted(text)) is no byte count; write a whole number with B, KiB, MiB or GiB, such as"
          + " 64MiB", value: field)
      return nil
    }
    guard number.count <= digits, let count = ByteCount(text) else {
      reportExcess(field, text, digits, unit)
      return nil
    }
    guard count.bytes >= least || zero && count.bytes == 0 else {
      let bound = ByteCount(bytes: least)
      report("\(quoted(text)) is too little; \(field.subject) is at least \(bound)", value: field)
      return nil
    }
    return count
  }

  /// A length of time with its unit.
  ///
  /// - Parameter zero: whether none at all is accepted
  package mutating func duration(_ field: Field, orZero zero: Bool = false) -> TimeSpan? {
    guard let text = quantity(field, wanted: "a duration", example: "30s") else { return nil }
    guard let (number, unit) = Self.split(text), let digits = Self.durationDigits[unit] else {
      report(
        "\(quoted(text)) is no duration; write a whole number with s, m or h, such as 30s",
        value: field)
      return nil
    }
    guard number.count <= digits, let span = TimeSpan(text) else {
      reportExcess(field, text, digits, unit)
      return nil
    }
    guard zero || span.seconds > 0 else {
      report("\(quoted(text)) is too short; \(field.subject) is at least 1s", value: field)
      return nil
    }
    return span
  }

  /// A length of time within bounds.
  package mutating func duration(_ field: Field, in range: ClosedRange<TimeSpan>) -> TimeSpan? {
    guard let span = duration(field, orZero: true) else { return nil }
    if range.contains(span) { return span }
    var text = span.description
    if case .scalar(let scalar) = field.node.content { text = scalar.text }
    report(
      "\(quoted(text)) is out of range; \(field.subject) goes from \(range.lowerBound) to"
        + " \(range.upperBound)", value: field)
    return nil
  }

  /// Cores, rounded to thousandths. The least is the kernel's: a quota of 1 ms in a period of 100 ms
  /// (kernel documentation, `scheduler/sched-bwc`).
  package mutating func cores(_ field: Field) -> CoreCount? {
    number(field, in: 0.01...8192).map { CoreCount(milli: Int64(($0 * 1000).rounded())) }
  }

  /// How many digits a number may have before its unit. The bounds are far beyond what anybody has, keep sums
  /// in 63 bits (seconds in 31), and are such that a pattern of the JSON Schema can say them.
  private static let byteDigits = ["B": 15, "KiB": 12, "MiB": 9, "GiB": 6]
  private static let durationDigits = ["s": 9, "m": 7, "h": 5]

  /// The text of a quantity; a bare number is reported as one that lacks its unit.
  private mutating func quantity(
    _ field: Field, wanted: @autoclosure () -> String, example: String
  ) -> String? {
    if case .scalar(let scalar) = field.node.content, scalar.style == .plain {
      let reading = PlainReading(scalar.text)
      if reading == .integer || reading == .float {
        report("\(quoted(scalar.text)) has no unit; write \(example), for example", value: field)
        return nil
      }
    }
    return string(field, wanted: wanted())
  }

  private mutating func reportExcess(
    _ field: Field, _ text: String, _ digits: Int, _ unit: String
  ) {
    let most = String(repeating: "9", count: digits) + unit
    report("\(quoted(text)) is too much; \(field.subject) is at most \(most)", value: field)
  }

  /// A whole number without a needless zero in front, and what follows it.
  private static func split(_ text: String) -> (number: Substring, unit: String)? {
    let number = text.utf8.prefix(while: isDigit)
    guard let first = number.first, number.count == 1 || first != UInt8(ascii: "0") else {
      return nil
    }
    return (Substring(number), String(text[number.endIndex...]))
  }

  /// A value that the model reads from a string.
  ///
  /// - Parameter example: how it is written, for the message
  package mutating func value<Value: TextCodable>(
    _ field: Field, _ type: Value.Type, example: String
  ) -> Value? {
    let text = string(field, wanted: "a \(Value.kind)", isValue: { Value($0) != nil })
    guard let text else { return nil }
    guard let value = Value(text) else {
      report("\(quoted(text)) is no \(Value.kind); write \(example), for example", value: field)
      return nil
    }
    return value
  }
}
