import Glibc
import HostProbing
import LXCRuntime
import LinuxNetwork
import Workers

/// Serves one task of this program in a process of its own.
enum WorkerEntry {
  /// Does not return.
  static func serve(_ name: String) -> Never {
    exit(
      serveWorker(
        name, tasks: LXCContainerRuntime.workerTasks + [TryKernel.self, TryInterfaces.self]))
  }
}
