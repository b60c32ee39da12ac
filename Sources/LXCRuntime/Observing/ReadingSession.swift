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

  /// A container's name, and what it is.
  typealias Answer = (name: String, outcome: Outcome)

  /// How far the worker came.
  private struct State {
    var asking: String?
    var told: Set<String> = []
  }

  /// Asks all of `names`, and yields each answer as soon as it is known.
  ///
  /// - Returns: why no worker can be started at all; nil where one could.
  func read(
    _ names: Set<String>, _ answers: AsyncStream<Answer>.Continuation
  ) async -> LXCRuntimeError? {
    var rest = names.sorted()
    while !rest.isEmpty {
      let told: Set<String>
      do throws(LXCRuntimeError) {
        told = try await ask(rest, answers)
      } catch {
        return error
      }
      let left = rest.filter { !told.contains($0) }
      // Each round asks at least one; a worker that came to none would come to none again.
      guard left.count < rest.count else {
        for name in left { answers.yield((name, .silent("the worker that asks ended early"))) }
        return nil
      }
      rest = left
    }
    return nil
  }

  /// Asks one worker.
  /// - Returns: the names of which the outcome is known.
  private func ask(
    _ names: [String], _ answers: AsyncStream<Answer>.Continuation
  ) async throws(LXCRuntimeError) -> Set<String> {
    let state = Mutex(State())
    let request = ReadContainers.Request(
      path: path, names: names, items: items, patience: patience)
    let deadline = Duration.seconds(Int64(patience) * Int64(names.count) + 10)
    let problem = await problem {
      (asks) async throws(WorkerError) in
      _ = try await asks.run(ReadContainers.self, request, deadline: deadline) { progress in
        switch progress {
        case .asking(let name): state.withLock { $0.asking = name }
        case .answered(let reading, let next):
          state.withLock { state in
            state.asking = next
            state.told.insert(reading.name)
          }
          answers.yield((reading.name, .answered(reading)))
        }
      }
    }
    let reached = state.withLock { $0 }
    guard let problem else { return reached.told }
    if case .couldNotStart = problem {
      throw LXCRuntimeError("ask", "containers", cause: "\(problem)", isPassing: true)
    }
    guard let name = reached.asking else { return reached.told }
    answers.yield((name, .silent(explain(problem))))
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
