import YAMLDocument

extension DocumentDecoder {
  /// A string, which must be quoted where YAML could take it for something else.
  ///
  /// - Parameters:
  ///   - wanted: what is expected, with an article, for the message about another type
  ///   - lines: whether it may have several lines
  ///   - isValue: whether a text is what is wanted; one that is not is returned without advice to quote it, which would not help
  package mutating func string(
    _ field: Field, wanted: @autoclosure () -> String = "a string", lines: Bool = false,
    isValue: (String) -> Bool = { _ in true }
  ) -> String? {
    guard case .scalar(let scalar) = field.node.content else {
      reportType(of: field, wanted: wanted())
      return nil
    }
    if scalar.style == .plain {
      let reading = PlainReading(scalar.text)
      guard reading != .null else {
        reportType(of: field, wanted: wanted())
        return nil
      }
      guard reading == .string || !isValue(scalar.text) else {
        report(
          "YAML reads \(quoted(scalar.text)) as \(reading.phrase); \(field.subject) must be"
            + " \(wanted()): put it in quotes", value: field)
        return nil
      }
    }
    if !lines, scalar.text.utf8.contains(0x0A) {
      report("\(field.subject) must not have a line break in it", value: field)
      return nil
    }
    note(field)
    return scalar.text
  }

  /// `true` or `false`.
  package mutating func boolean(_ field: Field) -> Bool? {
    if case .scalar(let scalar) = field.node.content, scalar.style == .plain {
      switch scalar.text {
      case "true", "false":
        note(field)
        return scalar.text == "true"
      default: break
      }
    }
    reportType(of: field, wanted: "true or false")
    return nil
  }

  /// A whole number, written in decimal digits.
  package mutating func integer(_ field: Field, in range: ClosedRange<Int64>) -> Int64? {
    guard let text = decimal(field, wanted: "a whole number") else { return nil }
    let whole = text.prefix { $0 != "." }
    guard text.dropFirst(whole.count + 1).allSatisfy({ $0 == "0" }) else {
      report("\(field.subject) must be a whole number, not \(quoted(text))", value: field)
      return nil
    }
    guard let number = Int64(whole), range.contains(number) else {
      reportRange(field, text, "\(range.lowerBound)", "\(range.upperBound)")
      return nil
    }
    note(field)
    return number
  }

  /// A number with or without a fraction.
  package mutating func number(_ field: Field, in range: ClosedRange<Double>) -> Double? {
    guard let text = decimal(field, wanted: "a number") else { return nil }
    guard let number = Double(text), range.contains(number) else {
      reportRange(field, text, Self.short(range.lowerBound), Self.short(range.upperBound))
      return nil
    }
    note(field)
    return number
  }

  /// A whole number without the fraction that the standard library shows.
  private static func short(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private mutating func reportRange(
    _ field: Field, _ text: String, _ least: String, _ most: String
  ) {
    report(
      "\(quoted(text)) is out of range; \(field.subject) goes from \(least) to \(most)",
      value: field)
  }

  /// The text of a number as JSON would write it, without an exponent.
  private mutating func decimal(_ field: Field, wanted: String) -> String? {
    guard case .scalar(let scalar) = field.node.content, scalar.style == .plain else {
      reportType(of: field, wanted: wanted)
      return nil
    }
    let reading = PlainReading(scalar.text)
    guard reading == .integer || reading == .float else {
      reportType(of: field, wanted: wanted)
      return nil
    }
    guard Self.isDecimal(scalar.text) else {
      report(
        "\(quoted(scalar.text)) is not how to write a number; use plain decimal digits",
        value: field)
      return nil
    }
    return scalar.text
  }

  /// RFC 8259, section 6, without the exponent.
  private static func isDecimal(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: isDigit)
    guard let first = whole.first, whole.count == 1 || first != UInt8(ascii: "0") else {
      return false
    }
    rest = rest.dropFirst(whole.count)
    guard rest.first == UInt8(ascii: ".") else { return rest.isEmpty }
    return rest.count > 1 && rest.dropFirst().allSatisfy(isDigit)
  }

  /// One of a fixed set of words.
  ///
  /// - Parameter later: words of the format that this program does not know yet
  package mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ field: Field, _ values: Value.Type, later: [String] = []
  ) -> Value? {
    choice(field, values.allCases.map(\.rawValue), later: later).flatMap(Value.init(rawValue:))
  }

  /// One of a fixed set of words.
  package mutating func choice(
    _ field: Field, _ known: [String], later: [String] = []
  ) -> String? {
    var list: String {
      known.count == 1 ? quoted(known[0]) : "one of \(known.joined(separator: ", "))"
    }
    guard let text = string(field, wanted: list, isValue: known.contains) else { return nil }
    if known.contains(text) { return text }
    if later.contains(text) {
      report("\(quoted("\(field.name): \(text)")) is not supported yet", value: field)
    } else if known.count + later.count > 1, let near = suggestion(for: text, among: known + later)
    {
      report(
        "\(quoted(text)) is no value of \(field.subject); did you mean \(quoted(near))?",
        value: field)
    } else {
      report("\(field.subject) must be \(list), not \(quoted(text))", value: field)
    }
    return nil
  }
}
