import PlanRendering

/// `text` as HTML, in an element as well as in a quoted attribute, with control characters made visible.
///
/// - Parameter limit: how many bytes of HTML it may become at most; what is longer ends with an ellipsis.
func escaped(_ text: String, limit: Int = .max) -> String {
  var pieces: [String] = []
  var size = 0
  for character in harmless(text) {
    let piece =
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      // One character may be of any number of bytes.
      default: String(character)
      }
    pieces.append(piece)
    size += piece.utf8.count
    if size > limit { return shortened(pieces, size, limit) }
  }
  return pieces.joined()
}

private func shortened(_ pieces: [String], _ size: Int, _ limit: Int) -> String {
  let ellipsis = "…"
  var (pieces, size) = (pieces, size)
  while size + ellipsis.utf8.count > limit, let last = pieces.popLast() { size -= last.utf8.count }
  return pieces.joined() + ellipsis
}
