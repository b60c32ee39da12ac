package import ContainerModel
package import YAMLDocument

/// Turns the nodes of one document into values, and collects everything that is wrong with them.
///
/// Each reading function gives nil after it reported why; reading goes on, and what was read is
/// put to use only where nothing was reported.
package struct DocumentDecoder {
  /// The file, as messages name it.
  package let file: String
  /// What was found so far.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Where each field stands that was read.
  package private(set) var origins: [FieldOrigin] = []

  /// Begins with nothing found.
  package init(file: String) {
    self.file = file
    // A container of usual size; growing step by step would move them all again and again.
    origins.reserveCapacity(24)
  }

  /// Reads a whole document; nil where its syntax is broken.
  package mutating func parse(_ bytes: [UInt8]) -> Field? {
    let document = parseDocument(bytes)
    diagnostics += document.problems.map { Diagnostic(path: file, $0) }
    return document.root.map(Field.init(document:))
  }

  /// Whether something was found that keeps the document from being used.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Reports something about a place.
  package mutating func report(
    _ message: String, at mark: Mark, length: Int, severity: Diagnostic.Severity = .error,
    note: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        path: file, line: mark.line, column: mark.column, length: length, severity: severity,
        message: message, note: note))
  }

  /// Reports something about a value.
  package mutating func report(_ message: String, value field: Field, note: String? = nil) {
    report(message, at: field.node.mark, length: field.node.length, note: note)
  }

  /// Reports something about a key, or about the item of a list.
  package mutating func report(_ message: String, key field: Field, note: String? = nil) {
    report(message, at: field.mark, length: field.length, note: note)
  }

  /// Reports that a value is not what it should be.
  ///
  /// Says nothing about a value that the YAML reader reported already.
  package mutating func reportType(of field: Field, wanted: String) {
    switch field.node.content {
    case .refused: break
    case .scalar(let scalar) where scalar.style == .plain && PlainReading(scalar.text) == .null:
      report("\(field.subject) has no value; give it one, or remove it", key: field)
    case .scalar(let scalar) where scalar.style == .plain:
      report("\(field.subject) must be \(wanted), not \(quoted(scalar.text))", value: field)
    case .scalar: report("\(field.subject) must be \(wanted), not a string", value: field)
    case .sequence: report("\(field.subject) must be \(wanted), not a list", value: field)
    case .mapping: report("\(field.subject) must be \(wanted), not a mapping", value: field)
    }
  }

  /// Remembers where a field stands.
  package mutating func note(_ field: Field) {
    origins.append(FieldOrigin(field: field.path, origin: origin(of: field)))
  }

  /// Where a value stands.
  package func origin(of field: Field) -> SpecOrigin {
    SpecOrigin(path: file, line: field.node.mark.line, column: field.node.mark.column)
  }
}
