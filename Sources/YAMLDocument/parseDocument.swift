/// Reads the one YAML document in `bytes`.
///
/// Accepted is the part of YAML 1.1 in which a document means what it looks like: UTF-8 without a byte order mark, one document, no
/// tags, anchors, aliases, merge keys or directives other than `%YAML 1.1` and `%YAML 1.2`, distinct keys that are scalars, no
/// control characters (also not by way of an escape) but line feed, and no tab in the indentation.
///
/// Whatever is wrong is reported, not thrown: all of it as far as the text can be followed.
/// - Parameters:
///   - bytes: the document, encoded in UTF-8
///   - limits: how much is read before the document is refused
public func parseDocument(_ bytes: [UInt8], limits: Limits = .standard) -> ParsedDocument {
  if bytes.count > limits.documentBytes {
    let message =
      "the document has \(bytes.count) bytes; at most \(limits.documentBytes) are read: split it"
    return ParsedDocument(root: nil, problems: [Problem(message, at: .start)])
  }
  guard !bytes.isEmpty else {
    return ParsedDocument(root: nil, problems: [Problem("the document is empty", at: .start)])
  }
  return bytes.withUnsafeBufferPointer { buffer in
    let scan = TextScan(buffer)
    guard scan.problems.isEmpty else { return ParsedDocument(root: nil, problems: scan.problems) }
    var builder = TreeBuilder(buffer, isASCII: scan.isASCII, limits: limits)
    return builder.build()
  }
}
