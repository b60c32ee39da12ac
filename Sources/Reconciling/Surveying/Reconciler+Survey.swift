public import ContainerModel
import SpecLoading
public import StatusJudging

extension Reconciler {
  /// Compares the machine with the commit that was accepted last, as the mirror has it, and asks each container how it does.
  ///
  /// Asks no server, takes no lock and writes nothing. Where that commit cannot be read, what was applied before stands in, and the
  /// status says why. Takes as long as the slowest probe, plus what a dry run takes.
  ///
  /// - Parameters:
  ///   - maxChange: the deepest change that a run here makes by itself.
  ///   - allowDestroy: how many containers a run here may destroy; nil: the guard decides.
  ///   - holds: what runs here leave as it is for now.
  ///   - isUnattended: whether runs here are the agent's.
  public func survey(
    maxChange: MaxChange, allowDestroy: Int64?, holds: Holds, isUnattended: Bool
  ) async throws(OperationError) -> MachineStatus {
    let accepted = services.inventory.accepted
    let refused = services.inventory.refused
    let revision = RevisionStatus(
      attempted: refused?.revision ?? accepted?.revision, applied: services.inventory.applied)
    var options = AttemptOptions(
      repository: accepted?.repository ?? "", reference: accepted?.revision.reference ?? "",
      path: accepted?.path ?? "")
    options.noFetch = true
    options.dryRun = true
    options.maxChange = maxChange
    options.allowDestroy = allowDestroy
    options.holds = holds
    options.isUnattended = isUnattended
    let assessment = try await assess(options) { commit in
      // What the mirror may have of a commit that no run accepted is no measure.
      guard commit != nil else { return CommitContent(error: .noCommit) }
      return await readCommit(options, accepted: commit)
    }
    let proposal = assessment.proposal ?? assessment.effective
    let judge = StatusJudge(
      plan: proposal.plan, desired: proposal.desired, observed: proposal.observed)
    let comparison =
      accepted.map { "compared with \($0.revision.short)" } ?? "no commit was accepted here yet"
    let problems = [
      refused.map { "\($0.revision.short) was refused: \($0.reason); \(comparison)" },
      accepted == nil ? (refused == nil ? Self.nothingAccepted : nil) : assessment.problem,
    ]
    return judge.status(
      revision: revision, problems: problems.compactMap(\.self), vitals: await vitals(judge))
  }

  private static let nothingAccepted = "no commit was accepted here yet, or which one was lost"

  /// Asks all containers side by side: one that hangs holds up none but the whole.
  private func vitals(_ judge: StatusJudge) async -> [ContainerName: Vitals] {
    let probed = judge.probed
    return await withTaskGroup(of: (ContainerName, Vitals).self) { group in
      for name in judge.living {
        group.addTask {
          async let failure = probeFailure(probed[name])
          return (name, Vitals(addresses: addresses(of: name), probeFailure: await failure))
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  private func probeFailure(_ entry: InventoryEntry?) async -> String? {
    guard let entry else { return nil }
    do throws(OperationError) {
      try await services.runtime.probe(entry)
      return nil
    } catch {
      return error.cause
    }
  }

  /// None where it has ended meanwhile: its number may be another process' by then.
  private func addresses(of name: ContainerName) -> [IPAddress] {
    guard let identity = try? services.runtime.identity(of: name),
      let addresses = try? services.network.addresses(ofProcess: identity.pid),
      identity == (try? services.runtime.identity(of: name))
    else { return [] }
    return addresses
  }
}

extension Assessment {
  /// Why something else than the commit is what the machine was compared with; nil where it was the commit.
  fileprivate var problem: String? {
    guard proposal == nil else { return nil }
    let comparison = "compared with what was applied before"
    if let sourceError { return "\(sourceError); \(comparison)" }
    guard let first = diagnostics.first else { return comparison }
    let place = "\(first.path):\(first.line):\(first.column)"
    return "the commit holds errors (\(place): \(first.message)); \(comparison)"
  }
}

extension OperationError {
  /// Told nobody: a status has words of its own for it.
  fileprivate static var noCommit: OperationError {
    OperationError(operation: "read", subject: "the last commit", cause: "there is none")
  }
}
