/// Writes diagnostics for people: place and message, the line in question, a caret below it.
///
/// What is quoted from files is made harmless, so that nothing in a repository can act on a terminal.
public struct DiagnosticText {
  private var files: [String: [UInt8]] = [:]

  /// The width that text is fitted into, in columns of a terminal.
  static let width = 80

  /// Lines are quoted for so many diagnostics, to keep the output of a file that is wrong all over bounded.
  private static let mostQuotes = 200

  /// Diagnostics of `files` will be written.
  public init(files: [SpecFile]) {
    for file in files {
      guard case .bytes(let bytes) = file.content else { continue }
      self.files[file.path] = bytes
    }
  }

  /// All of `diagnostics`, each on lines of its own.
  public func text(for diagnostics: [Diagnostic]) -> String {
    var lines: [String] = []
    var sources: [String: SourceText] = [:]
    for (index, diagnostic) in diagnostics.enumerated() {
      lines += heading(diagnostic)
      guard index < Self.mostQuotes, let bytes = files[diagnostic.path] else { continue }
      let source = sources[diagnostic.path] ?? SourceText(bytes)
      sources[diagnostic.path] = source
      lines += source.excerpt(
        line: diagnostic.line, column: diagnostic.column, length: diagnostic.length)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// How many there are in how many files: `2 errors in 1 of 5 files`.
  public static func summary(of diagnostics: [Diagnostic], fileCount: Int) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    let counts = [counted(errors, "error"), counted(warnings, "warning")].compactMap(\.self)
    let files = Set(diagnostics.map(\.path)).count
    let of = "\(fileCount) \(fileCount == 1 ? "file" : "files")"
    return counts.isEmpty
      ? "no errors in \(of)" : "\(counts.joined(separator: " and ")) in \(files) of \(of)"
  }

  private static func counted(_ count: Int, _ noun: String) -> String? {
    count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `path:line:column: severity: message`. What is wrong, and what was probably meant, stays on that line for tools that
  /// look for it; other advice and other places follow on lines of their own where there is no room.
  private func heading(_ diagnostic: Diagnostic) -> [String] {
    let path = harmless(diagnostic.path, atMost: 1000)
    let place = "\(path):\(diagnostic.line):\(diagnostic.column): "
    var parts = diagnostic.message.split(separator: "; ", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[1].hasPrefix("did you mean") {
      parts = [diagnostic.message]
    } else if parts.count == 2 {
      parts[0] += ";"
    }
    if let note = diagnostic.note { parts.append("(\(harmless(note, atMost: 1000)))") }
    let indent = String(repeating: " ", count: place.count <= 40 ? place.count : 4)
    var lines = ["\(place)\(diagnostic.severity.rawValue): \(parts.first ?? "")"]
    for part in parts.dropFirst() {
      if lines[lines.count - 1].count + 1 + part.count <= Self.width {
        lines[lines.count - 1] += " " + part
      } else {
        lines += Self.wrapped(part, indent: indent)
      }
    }
    return lines
  }

  private static func wrapped(_ text: String, indent: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(indent + word)
      }
    }
    return lines
  }
}
