import ContainerModel
import ContainerStorage
import DurableFiles
import Glibc
import LXCRuntime
import Reconciling
import SettingsLoading
import StateKeeping
import SystemPackage

/// Where this machine keeps everything, and what its owner set.
struct Place {
  let settings: Settings
  let layout: StateLayout
  let runLayout: RunLayout
  let lxcPath: String

  /// On OpenWrt `/var` is a tmpfs, and `/srv` is where external storage is mounted.
  private static let openWrtRelease = "/etc/openwrt_release"

  /// Takes what the settings say; flags win over them.
  init(settings: Settings, stateDirectory: String?, lxcPath: String?) throws {
    let isOpenWrt = try DurableFile(FilePath(Self.openWrtRelease)).exists()
    let fallback = isOpenWrt ? "/srv/turris-apply" : "/var/lib/turris-apply"
    self.settings = settings
    layout = StateLayout(
      root: try Self.absolute(stateDirectory ?? settings.stateDirectory ?? fallback))
    runLayout = RunLayout(root: settings.runDirectory)
    self.lxcPath = try Self.absolute(lxcPath ?? settings.lxcPath ?? LXCContainerRuntime.defaultPath)
  }

  /// The state directory.
  var state: StateDirectory {
    StateDirectory(layout: layout, allowVolatile: settings.allowVolatileState)
  }

  /// Takes the lock of this machine; nil where another run holds it.
  func lock() throws -> RunLock? {
    guard let lock = try FileLock.take(FilePath(layout.lock)) else { return nil }
    return RunLock(lock)
  }

  /// What runs that were killed were writing.
  var strayTemporaries: StrayTemporaries {
    StrayTemporaries(state: layout, run: runLayout, lxcPath: lxcPath)
  }

  /// What containers keep.
  var dataStore: ContainerDataStore {
    ContainerDataStore(
      layout: layout,
      attic: AtticLimits(retention: settings.attic.retention, maxSize: settings.attic.maxSize))
  }

  /// Takes the lock, or says that another run holds it.
  func requireLock() throws -> RunLock {
    if let lock = try lock() { return lock }
    StandardStreams.complain("error: another run is changing this machine; try again later")
    throw ExitStatus.locked
  }

  static func absolute(_ path: String) throws(CommandFailure) -> String {
    guard !path.isEmpty, !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw CommandFailure("a directory's name must not be empty or hold control characters")
    }
    guard !path.hasPrefix("/") else { return FilePath(path).lexicallyNormalized().string }
    guard let here = getcwd(nil, 0) else {
      throw CommandFailure("failed to find the working directory; give '\(path)' from / on")
    }
    defer { free(here) }
    return FilePath(platformString: here).appending(path).lexicallyNormalized().string
  }
}
