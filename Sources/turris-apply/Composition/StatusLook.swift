import ContainerModel
import FoundationEssentials
import PlanRendering
import Reconciling
import SettingsLoading
import StateKeeping
import StatusJudging

/// Looks at how this machine is, for a status.
struct StatusLook {
  private let machine: Machine

  init(_ machine: Machine) {
    self.machine = machine
  }

  /// Asks no server, takes no lock and changes nothing.
  ///
  /// - Parameter longestTry: how long a try of a container's health may take, where its spec allows it more; nil: as long as that says.
  func survey(_ measure: UsageMeasure, longestTry: TimeSpan? = nil) async throws -> Survey {
    let place = machine.place
    _ = try place.state.inspect()
    let inventory = machine.inventory
    let reconciler = try machine.reconciler(
      repository: inventory.accepted?.repository ?? "", inventory: inventory,
      journal: JournalFanOut(journals: []))
    let isUnattended = try AgentLock(place.runLayout).holder() != nil
    var survey = try await reconciler.survey(
      RunTerms(
        maxChange: place.settings.maxChange, allowDestroy: place.settings.allowDestroy,
        holds: CurrentHolds(place, unattended: isUnattended).holds, isUnattended: isUnattended),
      measure: measure, longestTry: longestTry)
    complete(&survey.status)
    return survey
  }

  /// Adds what only clocks and the files of earlier runs know.
  func complete(_ status: inout MachineStatus) {
    status.time = Date.now.formatted(.iso8601)
    status.attempt = AttemptFile(machine.place.runLayout).read().map(AttemptStatus.init)
    status.nextLook = AgentFile(machine.place.runLayout).nextLook?.formatted(.iso8601)
  }

  /// How far away from now the looks are that `status` speaks of.
  static func times(of status: MachineStatus) -> LookTimes {
    let seconds = { (time: String?) in
      time.flatMap { try? Date($0, strategy: .iso8601) }
        .map { Int64($0.timeIntervalSince(.now).rounded()) }
    }
    return LookTimes(
      since: seconds(status.attempt?.ended).map { max(0, -$0) }, until: seconds(status.nextLook))
  }
}

extension AttemptStatus {
  fileprivate init(_ record: AttemptRecord) {
    self.init(
      ended: record.ended, commit: record.commit, sourceProblem: record.sourceProblem,
      error: record.error, failures: Int64(record.failures))
  }
}
