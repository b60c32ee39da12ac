import SpecLoading

/// Says what is wrong with specs, on standard error.
enum SpecReport {
  /// Every diagnostic with the line it is about, and how many there are.
  static func complain(_ diagnostics: [Diagnostic], of files: [SpecFile]) {
    guard !diagnostics.isEmpty else { return }
    let text = DiagnosticText(files: files).text(for: diagnostics)
    let summary = DiagnosticText.summary(of: diagnostics, fileCount: files.count)
    let isRefused = diagnostics.contains { $0.severity == .error }
    StandardStreams.complain(text + summary + (isRefused ? ". Nothing would be applied." : "."))
  }
}
