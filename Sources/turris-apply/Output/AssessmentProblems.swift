import ContainerModel
import PlanRendering
import Planning
import Reconciling
import SpecLoading

/// What is wrong with a commit, for standard error.
struct AssessmentProblems {
  private let assessment: Assessment

  init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  /// Whether the commit is not going to be applied.
  var isFatal: Bool { assessment.isHealing }

  /// Says everything.
  func complain() {
    if let error = assessment.sourceError { say(error) }
    if let stale = assessment.stale {
      StandardStreams.complain(
        "warning: \(harmless(stale)); going on from the last accepted commit")
    }
    SpecReport.complain(assessment.diagnostics, of: assessment.specFiles)
    complain(assessment.proposal?.plan.refusals ?? [])
    if isFatal {
      StandardStreams.complain(
        "Nothing of this commit is applied. Drift from what was applied before is still mended.")
    }
  }

  /// Quotes the line that each is about, like an error of the spec itself.
  private func complain(_ refusals: [Refusal]) {
    let placed = refusals.compactMap { refusal in
      refusal.origin.map {
        Diagnostic(
          path: $0.path, line: $0.line, column: $0.column, message: harmless(refusal.message))
      }
    }
    if !placed.isEmpty {
      let text = DiagnosticText(files: assessment.specFiles).text(for: placed.sorted())
      StandardStreams.complain(String(text.dropLast()))
    }
    for refusal in refusals where refusal.origin == nil {
      StandardStreams.complain("error: \(harmless(refusal.message))")
    }
  }

  private func say(_ error: OperationError) {
    StandardStreams.complain("error: \(harmless(error.description))")
    for line in error.details { StandardStreams.complain("  \(harmless(line))") }
  }
}
