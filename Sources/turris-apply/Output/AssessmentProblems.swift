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
    for refusal in assessment.proposal?.plan.refusals ?? [] {
      let place = refusal.origin.map { "\($0): " } ?? ""
      StandardStreams.complain("\(harmless(place))error: \(harmless(refusal.message))")
    }
    if isFatal {
      StandardStreams.complain(
        "Nothing of this commit is applied. Drift from what was applied before is still mended.")
    }
  }

  private func say(_ error: OperationError) {
    StandardStreams.complain("error: \(harmless(error.description))")
    for line in error.details { StandardStreams.complain("  \(harmless(line))") }
  }
}
