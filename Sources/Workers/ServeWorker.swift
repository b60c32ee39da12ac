import SystemPackage

/// The whole life of a worker process: reads the request from standard input, runs the task that
/// has the given name, writes frames to standard output.
///
/// Call it on the main thread and exit with what it returns, at once. The process must be one
/// that ``WorkerLauncher`` started: it leads its process group, which is killed when the caller
/// dies before the task has ended. Whatever the task prints to standard output goes to standard
/// error.
///
/// - Parameters:
///   - name: the name of the task.
///   - tasks: all tasks of this program.
/// - Returns: the exit status: 0 when a reply or a failure was sent, 70 (`EX_SOFTWARE`) when
///   nothing could be sent, and 64 (`EX_USAGE`) when no task has that name.
public func serveWorker(_ name: String, tasks: [any ServedTask.Type]) -> Int32 {
  guard let task = tasks.first(where: { $0.name == name }) else {
    complain("there is no worker '\(name)'")
    return 64
  }
  do {
    try serve(task)
    return 0
  } catch {
    complain("worker '\(name)': \(error)")
    return 70
  }
}

private func serve<Work: ServedTask>(_ task: Work.Type) throws {
  typealias Frame = WorkerFrame<Work.Progress, Work.Reply>
  let channel = try WorkerChannel()
  let request = try channel.request(Work.Request.self)
  try channel.dieWithCaller()
  let answer: Frame
  do {
    answer = .reply(
      try task.run(request) { progress in try channel.send(Frame.progress(progress)) })
  } catch {
    answer = .failure(WorkerFailure(error))
  }
  try channel.outliveCaller()
  do {
    try channel.send(answer)
  } catch let error as FrameError {
    try channel.send(Frame.failure(WorkerFailure(error)))
  }
}

private func complain(_ message: String) {
  // Standard error is all there is to complain to.
  _ = try? FileDescriptor.standardError.writeAll((message + "\n").utf8)
}
