internal import Synchronization
internal import Workers

/// Readings of many containers, gathered so that one that does not answer holds up nobody.
struct ReadingSession: Sendable {
  let launcher: WorkerLauncher
  let path: String
  let items: [String]
  /// How many seconds one container has.
  let patience: UInt32

  /// What became of the question to one container.
  enum Outcome: Sendable {
    case answered(ContainerReading)
    case silent(String)
  }

  /// How far the worker came.
  private struct State {
    var asking: String?
    var told: Set<String> = []
  }

  /// Asks all of `names`, those in `detailed` for everything; `tell` is called once for each as soon as its outcome is known.
  ///
  /// - Throws: where no worker can be started at all.
  func read(
    _ names: [String], detailed: Set<String>, tell: @escaping @Sendable (String, Outcome) -> Void
  ) async throws(LXCRuntimeError) {
    var rest = names
    while !rest.isEmpty {
      let told = try await ask(rest, detailed: detailed, tell: tell)
      let left = rest.filter { !told.contains($0) }
      // Each round asks at least one; a worker that came to none would come to none again.
      guard left.count < rest.count else {
        for name in left { tell(name, .silent("the worker that asks ended early")) }
        return
      }
      rest = left
    }
  }

  /// Asks one worker.
  /// - Returns: the names of which the outcome is known.
  private func ask(
    _ names: [String], detailed: Set<String>, tell: @escaping @Sendable (String, Outcome) -> Void
  ) async throws(LXCRuntimeError) -> Set<String> {
    let state = Mutex(State())
    let request = ReadContainers.Request(
      path: path, names: names, items: items, detailed: detailed.intersection(names),
      patience: patience)
    let deadline = Duration.seconds(Int64(patience) * Int64(names.count) + 10)
    let problem = await problem {
      (asks) async throws(WorkerError) in
      _ = try await asks.run(ReadContainers.self, request, deadline: deadline) { progress in
        switch progress {
        case .asking(let name): state.withLock { $0.asking = name }
        case .answered(let reading):
          state.withLock { state in
            state.asking = nil
            state.told.insert(reading.name)
          }
          tell(reading.name, .answered(reading))
        }
      }
    }
    let reached = state.withLock { $0 }
    guard let problem else { return reached.told }
    if case .couldNotStart = problem {
      throw LXCRuntimeError("ask", "containers", cause: "\(problem)", isPassing: true)
    }
    guard let name = reached.asking else { return reached.told }
    tell(name, .silent(explain(problem)))
    return reached.told.union([name])
  }

  private func problem(
    _ body: (WorkerLauncher) async throws(WorkerError) -> Void
  ) async -> WorkerError? {
    do throws(WorkerError) {
      try await body(launcher)
      return nil
    } catch {
      return error
    }
  }

  private func explain(_ error: WorkerError) -> String {
    switch error {
    case .crashed(_, signal: 14, _), .deadlineExceeded:
      "liblxc had no answer within \(patience) s; its monitor is stopped or stuck"
    case .failed(_, let failure): failure.message
    default: "\(error)"
    }
  }
}
