import FoundationEssentials
import Subprocess
import SystemPackage

/// One run of one worker, seen from its caller.
struct WorkerConversation<Work: WorkerTask>: Sendable {
  let launcher: WorkerLauncher
  let request: Work.Request
  let deadline: Duration
  let onProgress: @Sendable (Work.Progress) async -> Void

  /// What the worker said, before it is known how it ended.
  private enum Answer: Sendable {
    case reply(Work.Reply)
    case failure(WorkerFailure)
    case nonsense(String)
    case none
  }

  private struct Talk: Sendable {
    var answer: Answer
    var standardError: String
    var deadlineExceeded: Bool
  }

  private typealias Running = Execution<CustomWriteInput, SequenceOutput, SequenceOutput>

  /// Starts the worker and stays with it until it has ended.
  func result() async -> Result<Work.Reply, WorkerError> {
    let frame: [UInt8]
    do {
      frame = try FrameBuffer.frame(request)
    } catch {
      return .failure(couldNotStart("the request can't be sent: \(error)"))
    }
    do {
      let ended = try await Subprocess.run(
        configuration, input: .inputWriter, output: .sequence, error: .sequence
      ) { worker in await talk(with: worker, request: frame) }
      return judge(ended.closureResult, ended.terminationStatus)
    } catch {
      if Task.isCancelled { return .failure(.cancelled(task: Work.name)) }
      return .failure(couldNotStart(String(describing: error)))
    }
  }

  private var configuration: Configuration {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    var environment: [Environment.Key: String] = [:]
    for (name, value) in launcher.environment {
      environment[Environment.Key(stringLiteral: name)] = value
    }
    return Configuration(
      executable: .path(launcher.executable), arguments: ["worker", Work.name],
      environment: .custom(environment), platformOptions: options)
  }

  private func couldNotStart(_ reason: String) -> WorkerError {
    .couldNotStart(task: Work.name, executable: launcher.executable.string, reason: reason)
  }

  private func talk(with worker: Running, request: [UInt8]) async -> Talk {
    let tail = ErrorTail()
    // Of the group's tasks only the one that watches the clock may return true.
    let (answer, late) = await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        guard (try? await Task.sleep(for: deadline)) != nil else { return false }
        kill(worker)
        return true
      }
      group.addTask {
        await tail.collect(worker.standardError)
        return false
      }
      group.addTask {
        // A worker that dies before it has read all is known by how it ended.
        _ = try? await worker.standardInputWriter.write(request)
        return false
      }
      let answer = await self.answer(from: worker)
      // One that closed its output without an answer is of no use any more, nor are its children.
      if case .reply = answer {} else { kill(worker) }
      group.cancelAll()
      return (answer, await group.contains(true))
    }
    return Talk(answer: answer, standardError: await tail.text, deadlineExceeded: late)
  }

  private func kill(_ worker: Running) {
    // Fails only if the whole group has ended already; it isn't reaped before the talk is over, so
    // the number can't belong to others.
    try? worker.send(signal: .kill, toProcessGroup: true)
  }

  /// Reads frames until the worker ends, which is when it closes its output.
  private func answer(from worker: Running) async -> Answer {
    var frames = FrameBuffer()
    var answer = Answer.none
    do {
      for try await read in worker.standardOutput {
        read.withUnsafeBytes { frames.append($0) }
        while let frame = try frames.next() {
          guard case .none = answer else { return .nonsense("something after the reply") }
          switch try JSONDecoder().decode(
            WorkerFrame<Work.Progress, Work.Reply>.self, from: frame)
          {
          case .progress(let progress): await onProgress(progress)
          case .reply(let reply): answer = .reply(reply)
          case .failure(let failure): answer = .failure(failure)
          }
        }
      }
      if case .none = answer, !frames.isEmpty { return .nonsense("it ends in the middle") }
      return answer
    } catch {
      return .nonsense(String(describing: error))
    }
  }

  private func judge(
    _ talk: Talk, _ status: TerminationStatus
  ) -> Result<Work.Reply, WorkerError> {
    let task = Work.name
    let standardError = talk.standardError
    if case .reply(let reply) = talk.answer { return .success(reply) }
    if case .failure(let failure) = talk.answer { return .failure(.failed(task: task, failure)) }
    if talk.deadlineExceeded {
      return .failure(
        .deadlineExceeded(task: task, deadline: deadline, standardError: standardError))
    }
    if Task.isCancelled { return .failure(.cancelled(task: task)) }
    if case .nonsense(let reason) = talk.answer, status == .exited(0) || status == .signaled(9) {
      return .failure(.badReply(task: task, reason: reason, standardError: standardError))
    }
    switch status {
    case .signaled(let signal):
      return .failure(.crashed(task: task, signal: signal, standardError: standardError))
    case .exited(let status):
      return .failure(
        .exitedWithoutReply(task: task, status: status, standardError: standardError))
    }
  }
}
