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
        await Announcer(place, isUnattended: options.unattended)?.tell(error)
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
    let announcer = Announcer(composition.place, isUnattended: options.unattended)
    let publication = composition.publication()
    do {
      try composition.state.makeRoot()
      guard let lock = try composition.place.lock() else {
        let cause = "another run is changing this machine; try again later"
        StandardStreams.complain("error: \(cause)")
        if options.output == .json { try OutputFormat.print(json: FailureDocument(error: cause)) }
        throw ExitStatus.locked
      }
      try await change(composition, lock, publication, announcer)
    } catch let status as ExitCode {
      throw status
    } catch {
      let record = AttemptRecord(ended: Date().formatted(.iso8601), error: "\(error)")
      publication.note(record, failed: true, asksServer: false)
      await publication.publish(record)
      await announcer?.tell(error)
      throw error
    }
  }

  private func change(
    _ composition: Composition, _ lock: RunLock, _ publication: Publication,
    _ announcer: Announcer?
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
    let record = AttemptRecord(
      ended: Date().formatted(.iso8601), assessment, result, holdsLeft: composition.holdsLeft)
    publication.note(record, failed: report.isFailure(result), asksServer: !options.noFetch)
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
    await publication.publish(record) { measure, longestTry in
      await reconciler.survey(
        after: assessment, result, options: composition.attempt, measure: measure,
        longestTry: longestTry)
    }
    await announcer?.send()
    try finish.get()
  }
}
