public import ContainerModel
import Planning
public import SpecLoading

/// What an attempt found, before it changes anything.
public struct Assessment: Sendable {
  /// The commit; nil where none could be read.
  public var revision: Revision?
  /// Why the server could not be asked, where an older commit stands in.
  public var stale: String?
  /// Why no commit could be read.
  public var sourceError: OperationError?
  /// What is wrong with the commit's files.
  public var diagnostics: [Diagnostic]
  /// The commit's files, to quote from.
  public var files: [SourceFile]
  /// What the commit asks for; nil where it could not be read or holds errors.
  public var proposal: Proposal?
  /// What is going to be carried out: the proposal, or, where that is missing or refused, mending what was applied before.
  public var effective: Proposal

  /// How many seconds are left until a container that ended again and again may be started again; nil: there is none.
  public var pause: Int64?

  /// The inits of containers whose start record is behind.
  let recordsBehind: [String: InitIdentity]

  init(
    _ commit: CommitContent, proposal: Proposal?, effective: Proposal, seen: RuntimeObservation
  ) {
    pause = seen.pause
    recordsBehind = seen.recordsBehind
    revision = commit.revision
    stale = commit.stale
    sourceError = commit.error
    diagnostics = commit.diagnostics
    files = commit.files
    self.proposal = proposal
    self.effective = effective
  }

  /// The commit's files as the reader of specs takes them.
  public var specFiles: [SpecFile] { files.map { SpecFile(path: $0.path, bytes: $0.bytes) } }

  /// Whether the commit itself is not going to be applied.
  public var isHealing: Bool { proposal.map { !$0.plan.refusals.isEmpty } ?? true }

  /// The commit, where it could be read and nothing of it is going to be applied.
  public var refused: RefusedCommit? {
    guard isHealing, let revision else { return nil }
    let reason: String
    if let refusal = proposal?.plan.refusals.first {
      reason = (refusal.origin.map { "\($0): " } ?? "") + refusal.message
    } else if let error = diagnostics.first(where: { $0.severity == .error }) {
      reason = "\(error.path):\(error.line):\(error.column): \(error.message)"
    } else {
      reason = sourceError?.cause ?? "it could not be read"
    }
    return RefusedCommit(revision: revision, reason: reason)
  }
}
