import ArgumentParser
import FoundationEssentials
import PlanRendering
import Planning
import Reconciling
import RunJournal
import StateKeeping

/// `turris-apply [--dry-run]`: one attempt.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Fetch, plan and apply (the default).")

  @OptionGroup var options: RunOptions

  func run() async throws {
    try await FailureDocument.reporting(to: options.output) { try await attempt() }
  }

  private func attempt() async throws {
    try requireRoot(for: options.dryRun ? "plan" : "apply")
    let composition = try Composition(options)
    if options.dryRun {
      _ = try composition.state.inspect()
      let assessment = try await composition.reconciler(journal: JournalFanOut(journals: []))
        .assess(composition.attempt)
      try PlanReport(assessment, options: options).finish()
    } else {
      try await apply(composition)
    }
  }

  private func apply(_ composition: Composition) async throws {
    try composition.state.makeRoot()
    guard let lock = try composition.place.lock() else {
      let cause = "another run is changing this machine; try again later"
      StandardStreams.complain("error: \(cause)")
      if options.output == .json { try OutputFormat.print(json: FailureDocument(error: cause)) }
      throw ExitStatus.locked
    }
    let file = AttemptFile(composition.place.runLayout)
    do {
      try await change(composition, lock, file)
    } catch let status as ExitCode {
      throw status
    } catch {
      file.write(AttemptRecord(ended: Date().formatted(.iso8601), error: "\(error)"))
      throw error
    }
  }

  private func change(
    _ composition: Composition, _ lock: RunLock, _ file: AttemptFile
  ) async throws {
    _ = try composition.state.prepare()
    composition.place.strayTemporaries.remove()
    let journal = composition.journal()
    let reporter = RunReporter(style: Terminal.style)
    let reconciler = try composition.reconciler(
      journal: JournalFanOut(
        journals: [journal] + composition.log(run: journal.run)
          + (options.output == .text ? [reporter] : [])))
    let assessment = try await reconciler.assess(composition.attempt)
    let report = ApplyReport(assessment, options: options, run: journal.run)
    try report.begin()
    Interruption.heed()
    let result = try await reconciler.apply(assessment, options: composition.attempt)
    file.write(
      AttemptRecord(
        ended: Date().formatted(.iso8601), assessment, result, holdsLeft: composition.holdsLeft))
    lock.release()
    try report.finish(result)
  }
}
