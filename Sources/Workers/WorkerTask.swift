/// One kind of work that is done in a process of its own.
///
/// The caller names the task with ``WorkerLauncher/run(_:_:deadline:onProgress:)``; the worker
/// process finds it by ``name`` in the list given to ``serveWorker(_:tasks:)``.
public protocol WorkerTask: Sendable {
  /// What the worker is asked to do; sent once.
  associatedtype Request: Codable & Sendable
  /// What the worker says on the way, each value in a frame of its own.
  associatedtype Progress: Codable & Sendable
  /// What the worker answers at the end.
  associatedtype Reply: Codable & Sendable

  /// The word after `worker` on the command line of the worker process.
  static var name: String { get }

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
