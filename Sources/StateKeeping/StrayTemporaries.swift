import ContainerModel
import DurableFiles
public import Reconciling
import SystemPackage

/// Files that a run was writing when it was killed, beside those that they were to replace.
public struct StrayTemporaries: Sendable {
  private let state: StateLayout
  private let run: RunLayout
  private let lxcPath: String

  /// Those in the state directory `state`, in the run directory `run`, and beside the containers below `lxcPath`.
  public init(state: StateLayout, run: RunLayout, lxcPath: String) {
    self.state = state
    self.run = run
    self.lxcPath = lxcPath
  }

  /// Removes them, with a container's directory or an entry of the attic that was just being made for one. To be called under the
  /// lock: nobody is writing then.
  ///
  /// One that cannot be removed is no reason to do nothing else: nothing takes it for what it was to be, and the next run tries again.
  public func remove() {
    let paths = [state.root, state.pauses, run.root, "\(run.root)/starts", "\(run.root)/checks"]
    for path in paths {
      _ = try? DurableDirectory(FilePath(path)).removeStrayTemporaries()
    }
    for parent in [lxcPath, state.attic] {
      for name in (try? DurableDirectory(FilePath(parent)).namesIfPresent()) ?? [] {
        let directory = DurableDirectory(FilePath(parent).appending(name))
        let count = (try? directory.removeStrayTemporaries()) ?? 0
        if count > 0 || parent == lxcPath && isOurs(directory) {
          _ = try? directory.removeIfEmpty()
        }
      }
    }
  }

  /// Whether the directory looks as the inventory makes those of containers: its entry goes before it, and is made after it, so
  /// an empty one may be left of a container that nobody knows. Somebody's mount point is no such thing.
  private func isOurs(_ directory: DurableDirectory) -> Bool {
    guard let status = try? Stat(directory.path, followTargetSymlink: false),
      let name = directory.path.lastComponent
    else { return false }
    return ContainerName(name.string) != nil && status.type == .directory
      && status.userID.rawValue == 0
      && status.permissions == [.ownerReadWriteExecute, .groupExecute]
  }
}
