/// One kind of work that is done in a process of its own.
///
/// The caller names the task with ``WorkerLauncher/run(_:_:deadline:onProgress:)``; the worker
/// process finds it by ``name`` among the ``ServedTask``s given to ``serveWorker(_:tasks:)``.
public protocol WorkerTask: Sendable {
  /// What the worker is asked to do; sent once.
  associatedtype Request: Codable & Sendable
  /// What the worker says on the way, each value in a frame of its own.
  associatedtype Progress: Codable & Sendable
  /// What the worker answers at the end.
  associatedtype Reply: Codable & Sendable

  /// The word after `worker` on the command line of the worker process.
  static var name: String { get }
}
