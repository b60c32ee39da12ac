import ContainerModel
import FoundationEssentials
import Glibc
import MetricsRendering
import PageRendering
import Reconciling
import SettingsLoading
import StateKeeping
import StatusJudging

/// Tells the agent, and whoever looks at the router with a browser or with Prometheus, how a run ended and how the machine is since.
///
/// All of it lies in the run directory, in memory. What goes wrong with it is no failure of the run.
struct Publication {
  /// The next run waits until the page is written: a container that gives no answer must not hold it up for long.
  private static let longestTry = TimeSpan(seconds: 5)

  private let machine: Machine
  private let run: RunLayout
  private let settings: StatusSettings
  private let begun = ContinuousClock.now

  /// A run begins on `machine`.
  init(_ machine: Machine) {
    self.machine = machine
    run = machine.place.runLayout
    settings = machine.place.settings.status
  }

  /// Remembers how the run ended; under the lock, if it came to have it.
  func note(_ record: AttemptRecord, failed: Bool, asksServer: Bool) {
    AttemptFile(run).write(record)
    let file = counterFile
    var counters = file.read() ?? AttemptCounters()
    let time = (ContinuousClock.now - begun).components
    counters.count(
      failed: failed,
      fetchFailed: asksServer ? record.sourceProblem != nil || record.commit == nil : nil,
      milliseconds: time.seconds * 1000 + time.attoseconds / 1_000_000_000_000_000)
    file.write(counters)
  }

  /// Looks at the machine as the run has left it, and writes page and metrics.
  ///
  /// - Parameter known: a survey without another look at the machine, if the run allows that.
  func publish(
    _ record: AttemptRecord,
    known: (UsageMeasure, TimeSpan) async -> Survey? = { _, _ in nil }
  ) async {
    guard settings.page || settings.metrics else { return withdraw() }
    // Who wants this process to end does not want to wait for that.
    guard !Interruption.wasAsked else { return }
    let readings = VolatileFile<[ContainerName: UsageReading]>(path: run.readings)
    let measure = UsageMeasure.since(readings.read() ?? [:])
    let look = StatusLook(machine)
    var status: MachineStatus?
    var problem: String?
    do {
      var survey = await known(measure, Self.longestTry)
      if survey == nil { survey = try await look.survey(measure, longestTry: Self.longestTry) }
      if let survey { readings.write(survey.readings) }
      if var found = survey?.status {
        look.complete(&found)
        // The agent that waits for this run decides once it has ended.
        if let next = found.nextLook, let now = found.time, next <= now { found.nextLook = nil }
        status = found
      }
    } catch {
      problem = "\(error)"
    }
    // Another run has ended meanwhile, and tells what has been so since.
    guard AttemptFile(run).read() == record else { return }
    await write(status, problem)
  }

  private func withdraw() {
    for path in [run.page, run.statusDocument, run.metrics] { PublicFile(path: path).publish(nil) }
  }

  private func write(_ status: MachineStatus?, _ problem: String?) async {
    async let page = settings.page ? page(status, problem) : nil
    PublicFile(path: run.statusDocument).publish(settings.page ? document(status, problem) : nil)
    PublicFile(path: run.metrics).publish(settings.metrics ? metrics(status) : nil)
    PublicFile(path: run.page).publish(await page)
  }

  private func page(_ status: MachineStatus?, _ problem: String?) -> String {
    StatusPage(
      PageContent(
        host: Self.hostName, time: Date.now.formatted(.iso8601), status: status, problem: problem,
        repository: machine.inventory.accepted?.repository,
        runs: PageHistory(machine.place).runs)
    ).html
  }

  private func document(_ status: MachineStatus?, _ problem: String?) -> String? {
    let text =
      if let status {
        try? OutputFormat.text(json: status.forEveryone)
      } else {
        try? OutputFormat.text(json: FailureDocument(error: problem ?? ""))
      }
    return text.map { "\($0)\n" }
  }

  private func metrics(_ status: MachineStatus?) -> String {
    MetricsText(
      status, counters: counterFile.read() ?? AttemptCounters(),
      now: Int64(Date.now.timeIntervalSince1970)
    ).text
  }

  private var counterFile: VolatileFile<AttemptCounters> { VolatileFile(path: run.counters) }

  private static var hostName: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      buffer.initialize(repeating: 0)
      guard let start = buffer.baseAddress, gethostname(start, buffer.count - 1) == 0 else {
        return "router"
      }
      return String(cString: start)
    }
  }
}
