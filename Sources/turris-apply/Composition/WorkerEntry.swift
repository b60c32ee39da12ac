import GitSource
import Glibc
import LXCRuntime
import LayerStore
import Workers

/// Serves one task of this program in a process of its own.
enum WorkerEntry {
  /// Does not return.
  static func serve(_ name: String) -> Never {
    let git: [any WorkerTask.Type] = [GitReadTask.self, GitFolderTask.self]
    let layers: [any WorkerTask.Type] = [UnpackTask.self]
    exit(serveWorker(name, tasks: git + layers + LXCContainerRuntime.workerTasks))
  }
}
