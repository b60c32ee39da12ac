internal import ContainerModel
internal import Crypto
internal import DurableFiles
internal import FoundationEssentials
internal import Reconciling
internal import SystemPackage

/// One look at all containers.
struct Observation: Sendable {
  let runtime: LXCContainerRuntime
  let inventory: [ContainerName: InventoryEntry]

  private typealias Answer = (name: String, outcome: ReadingSession.Outcome)

  func run() async throws(LXCRuntimeError) -> RuntimeObservation {
    // Ours also where the config is gone: a monitor answers without it.
    let names = try runtime.definedContainers().union(ours)
    let (answers, feed) = AsyncStream.makeStream(of: Answer.self)
    async let asked = ask(names, feed)
    let containers = await containers(names, answers)
    try await asked.get()
    return RuntimeObservation(
      containers: containers, supportedLimits: runtime.limits.host.supportedLimits,
      cgroupLayout: runtime.limits.host.layout.rawValue)
  }

  private var ours: Set<String> { Set(inventory.keys.map(\.description)) }

  private func ask(
    _ names: Set<String>, _ feed: AsyncStream<Answer>.Continuation
  ) async -> Result<Void, LXCRuntimeError> {
    defer { feed.finish() }
    do throws(LXCRuntimeError) {
      try await runtime.readings.read(names.sorted(), detailed: ours) { feed.yield(($0, $1)) }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// Side by side, and while liblxc is still asked about the next: most of it is reading what the kernel and this program wrote
  /// down of each.
  private func containers(
    _ names: Set<String>, _ answers: AsyncStream<Answer>
  ) async -> [String: RuntimeContainer] {
    let processes = ContainerProcess.all()
    return await withTaskGroup(of: (String, RuntimeContainer).self) { group in
      for await (name, outcome) in answers {
        group.addTask {
          let place = ContainerPlace(name: name, lxcPath: runtime.lxcPath, defined: names)
          return (name, container(place, outcome, among: processes))
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  private func container(
    _ place: ContainerPlace, _ outcome: ReadingSession.Outcome, among all: [ContainerProcess]
  ) -> RuntimeContainer {
    let name = place.name
    var processes = ContainerProcesses(of: place, among: all)
    if processes.inits.contains(where: { $0.id != outcome.reading?.initProcess }) {
      // They were listed before liblxc answered: what it does not know of may have ended since.
      processes = ContainerProcesses(of: place)
    }
    var container = RuntimeContainer(run: condition(outcome, processes))
    do throws(LXCRuntimeError) {
      container.configDigest = try runtime.configDigest(name)
    } catch {
      container.run = .unknown("\(error)")
    }
    let process = outcome.reading?.initProcess ?? processes.inits.first?.id
    guard container.run.isAlive, let process else { return container }
    container.identity = HostProcess(id: process).identity
    guard let known = ContainerName(name) else { return container }
    if let record = runtime.records.read(known), record.identity == container.identity {
      container.startedWith = record.entry
    }
    if container.startedWith == nil, let command = startedCommand(process, inventory[known]) {
      container.actual["command"] = command
    }
    if let entry = inventory[known], let reading = outcome.reading {
      let fields = ActualFields(
        places: runtime.places(entry), limits: runtime.limits, reading: reading
      ).all()
      container.actual.merge(fields) { $1 }
    }
    return container
  }

  /// What an init runs that somebody else started: the command is no part of the config, so `lxc-start` by hand knows nothing of it.
  private func startedCommand(_ process: Int32, _ entry: InventoryEntry?) -> ObservedValue? {
    guard entry?.spec.command != nil, let words = HostProcess(id: process).arguments else {
      return nil
    }
    return .value(ContainerSpec.text(ofCommand: words))
  }

  private func condition(_ outcome: ReadingSession.Outcome, _ processes: ContainerProcesses)
    -> RunCondition
  {
    switch outcome {
    case .silent(let why): return .unknown(why)
    case .answered(let reading):
      let others = processes.inits.filter { $0.id != reading.initProcess }
      if let other = others.first, reading.initProcess != nil {
        return .unknown(
          "two inits run on its root file system: process \(other.id) besides its own; end one of them"
        )
      }
      switch reading.state {
      case "STOPPED": return others.isEmpty ? .stopped : .orphaned
      case "RUNNING", "THAWED": return reading.isFrozen ? .frozen : .running
      case "FROZEN": return .frozen
      default: return .unknown("it is \(reading.state.lowercased()) at this moment")
      }
    }
  }
}

extension ReadingSession.Outcome {
  /// The answer, if there was one.
  fileprivate var reading: ContainerReading? {
    if case .answered(let reading) = self { reading } else { nil }
  }
}
