import YAMLDocument

/// Reads a document from its text.
func read(_ text: String, limits: Limits = .standard) -> ParsedDocument {
  parseDocument(Array(text.utf8), limits: limits)
}

/// What is wrong with a document, a line each: `line:column+length: message (phrase line:column)`.
func complaints(_ bytes: [UInt8], limits: Limits = .standard) -> [String] {
  parseDocument(bytes, limits: limits).problems.map { problem in
    let place = "\(problem.mark.line):\(problem.mark.column)+\(problem.length)"
    let related = problem.related.map { " (\($0.phrase) \($0.mark.line):\($0.mark.column))" }
    return "\(place): \(problem.message)\(related ?? "")"
  }
}

/// What is wrong with a document, a line each.
func complaints(_ text: String, limits: Limits = .standard) -> [String] {
  complaints(Array(text.utf8), limits: limits)
}

/// Writes a node in one line, so that a test can say what it expects: quoted text in quotes, blocks after `|`.
func sketch(_ node: Node) -> String {
  switch node.content {
  case .scalar(let scalar): sketch(scalar)
  case .sequence(let items): "[" + items.map(sketch).joined(separator: ", ") + "]"
  case .mapping(let pairs):
    "{" + pairs.map { "\(sketch($0.key)): \(sketch($0.value))" }.joined(separator: ", ") + "}"
  case .refused: "refused"
  }
}

private func sketch(_ scalar: Scalar) -> String {
  switch scalar.style {
  case .plain: scalar.text
  case .quoted: "\"\(scalar.text)\""
  case .block: "|\(scalar.text)|"
  }
}
