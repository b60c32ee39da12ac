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
    var outcomes: [String: Outcome] = [:]
  }

  /// Asks all of `names`, those in `detailed` for everything.
  ///
  /// - Throws: where no worker can be started at all.
  func read(_ names: [String], detailed: Set<String>) async throws(LXCRuntimeError)
    -> [String: Outcome]
  {
    var outcomes: [String: Outcome] = [:]
    var rest = names
    while !rest.isEmpty {
      let state = try await ask(rest, detailed: detailed)
      outcomes.merge(state.outcomes) { _, new in new }
      let left = rest.filter { outcomes[$0] == nil }
      // Each round asks at least one; a worker that came to none would come to none again.
      guard left.count < rest.count else {
        for name in left { outcomes[name] = .silent("the worker that asks ended early") }
        break
      }
      rest = left
    }
    return outcomes
  }

  private func ask(_ names: [String], detailed: Set<String>) async throws(LXCRuntimeError) -> State
  {
    let state = Mutex(State())
    let request = ReadContainers.Request(
      path: path, names: names, items: items, detailed: detailed.intersection(names),
      patience: patience)
    let deadline = Duration.seconds(Int64(patience) * Int64(names.count) + 10)
    let problem = await problem {
      (asks) async throws(WorkerError) in
      _ = try await asks.run(ReadContainers.self, request, deadline: deadline) { progress in
        state.withLock { state in
          switch progress {
          case .asking(let name): state.asking = name
          case .answered(let reading):
            state.asking = nil
            state.outcomes[reading.name] = .answered(reading)
          }
        }
      }
    }
    var result = state.withLock { $0 }
    guard let problem else { return result }
    if case .couldNotStart = problem {
      throw LXCRuntimeError("ask", "containers", cause: "\(problem)", isPassing: true)
    }
    if let name = result.asking { result.outcomes[name] = .silent(explain(problem)) }
    return result
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
