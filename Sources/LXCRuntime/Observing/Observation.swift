internal import ContainerModel
internal import Crypto
internal import DurableFiles
internal import FoundationEssentials
internal import Reconciling
internal import SystemPackage

/// One look at all containers.
struct Observation: Sendable {
  let runtime: LXCContainerRuntime
  /// Those that liblxc knows.
  let defined: Set<String>
  /// Those that are ours.
  let inventory: [ContainerName: InventoryEntry]

  /// Ours that liblxc does not know.
  var undefined: Set<String> { Set(inventory.keys.map(\.description)).subtracting(defined) }

  /// Side by side, and while liblxc is still asked about the next: most of it is reading what the kernel and this program wrote
  /// down of each.
  func containers(_ answers: AsyncStream<ReadingSession.Answer>) async
    -> [String: RuntimeContainer]
  {
    let names = defined.union(undefined)
    let processes = ContainerProcess.all()
    return await withTaskGroup(of: (String, RuntimeContainer).self) { group in
      for await (name, outcome) in answers {
        group.addTask {
          let place = ContainerPlace(name: name, lxcPath: runtime.lxcPath, defined: names)
          return (name, container(place, outcome, among: processes))
        }
      }
      var containers = strangers(among: processes, known: names)
      for await (name, container) in group { containers[name] = container }
      // An observation that was cut off must not look like one that found nothing.
      for name in names where containers[name] == nil {
        containers[name] = RuntimeContainer(run: .unknown("it was not asked"), config: .current)
      }
      return containers
    }
  }

  /// Containers that live on although nothing of them is left but their processes: neither a config nor an entry names them.
  private func strangers(
    among processes: [ContainerProcess], known: Set<String>
  ) -> [String: RuntimeContainer] {
    var strangers: [String: RuntimeContainer] = [:]
    for process in processes where process.isInit {
      let isKnown = known.contains {
        process.belongs(to: ContainerPlace(name: $0, lxcPath: runtime.lxcPath, defined: known))
      }
      let owner = process.owner
      guard !isKnown, owner.map({ $0.lxcPath == runtime.lxcPath }) ?? true,
        // It was listed before liblxc answered, and may have ended since.
        process.process.identity.map(HostProcess.isAlive) == true
      else { continue }
      strangers[owner?.name ?? process.group] = RuntimeContainer(run: .orphaned, config: .missing)
    }
    return strangers
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
    let known = ContainerName(name)
    let entry = known.flatMap { inventory[$0] }
    var container = RuntimeContainer(run: condition(outcome, processes), config: .missing)
    do throws(LXCRuntimeError) {
      container.config = try runtime.condition(ofConfig: name, entry)
    } catch {
      container.run = .unknown("\(error)")
    }
    let process = outcome.reading?.initProcess ?? processes.inits.first?.id
    if container.run == .stopped, let known { lookBack(on: known, place, &container) }
    guard container.run.isAlive, let process else { return container }
    container.identity = HostProcess(id: process).identity
    guard let known, let identity = container.identity else { return container }
    let record = runtime.records.read(known, identity: identity, expected: entry)
    container.startedWith = record?.entry
    container.isRecordBehind = record?.isBehind ?? false
    if container.startedWith == nil, let command = startedCommand(process, entry) {
      container.actual["command"] = command
    }
    if let entry, let reading = outcome.reading {
      let fields = ActualFields(
        places: runtime.places(entry), limits: runtime.limits, reading: reading
      ).all()
      container.actual.merge(fields) { $1 }
    }
    return container
  }

  /// How the init of a container ended that does not run any more.
  private func lookBack(
    on name: ContainerName, _ place: ContainerPlace, _ container: inout RuntimeContainer
  ) {
    guard let record = runtime.records.head(name), record.hasEndedByItself else { return }
    container.ended = runtime.end(of: name, place)
    container.pause = record.pause
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
