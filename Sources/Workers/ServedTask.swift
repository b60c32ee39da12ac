/// A task together with what does it; only the program that serves it needs this half, and the libraries it calls.
public protocol ServedTask: WorkerTask {
  /// Does the work, in the worker process, on its main thread, the only thread there is.
  ///
  /// - Parameters:
  ///   - request: what to do.
  ///   - report: sends a value to the caller; throws when the caller is gone or the value is larger
  ///     than a frame may be.
  /// - Returns: the answer; larger amounts of data belong in `report`, since a frame is bounded.
  /// - Throws: anything; it reaches the caller as ``WorkerError/failed(task:_:)``. An error that
  ///   conforms to ``WorkerReportable`` arrives whole.
  static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply
}
