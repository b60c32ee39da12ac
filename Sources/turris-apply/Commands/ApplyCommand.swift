import ArgumentParser
import FoundationEssentials
import NoticeDeciding
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
    let composition: Composition
    do {
      composition = try Composition(options)
    } catch {
      // Where even the settings cannot be read, there is nobody to tell.
      if !options.dryRun, let place = try? options.location.load() {
        await Announcer(place)?.tell(error)
      }
      throw error
    }
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
    let announcer = Announcer(composition.place)
    do {
      try await apply(composition, announcer)
    } catch let status as ExitCode {
      throw status
    } catch {
      await announcer?.tell(error)
      throw error
    }
  }

  private func apply(_ composition: Composition, _ announcer: Announcer?) async throws {
    try composition.state.makeRoot()
    guard let lock = try composition.place.lock() else {
      let cause = "another run is changing this machine; try again later"
      StandardStreams.complain("error: \(cause)")
      if options.output == .json { try OutputFormat.print(json: FailureDocument(error: cause)) }
      throw ExitStatus.locked
    }
    let file = AttemptFile(composition.place.runLayout)
    do {
      try await change(composition, lock, file, announcer)
    } catch let status as ExitCode {
      throw status
    } catch {
      file.write(AttemptRecord(ended: Date().formatted(.iso8601), error: "\(error)"))
      throw error
    }
  }

  private func change(
    _ composition: Composition, _ lock: RunLock, _ file: AttemptFile, _ announcer: Announcer?
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
    let before = announcer == nil ? nil : composition.applied
    let result = try await reconciler.apply(assessment, options: composition.attempt)
    file.write(
      AttemptRecord(
        ended: Date().formatted(.iso8601), assessment, result, holdsLeft: composition.holdsLeft))
    if let announcer {
      var end = Announcer.end(run: assessment.effective.plan.isEmpty ? nil : journal.run)
      end.take(
        assessment, result, composition.attempt,
        isSilent: composition.attempt.noFetch
          ? false : announcer.outage.note(isAnswered: assessment.stale == nil),
        before: before, after: composition.applied)
      await announcer.decide(end, hiding: RunEnd.secrets(of: assessment))
    }
    lock.release()
    let finish = Result { try report.finish(result) }
    await announcer?.send()
    try finish.get()
  }
}
