internal import CLinux
internal import ContainerModel
internal import Glibc

/// The tmpfs that holds what a running container with an ephemeral root changed. Only its monitor's mount namespace has it; the
/// way there is `/proc/PID/root` (proc_pid_root(5)).
struct RootScratch: Sendable {
  private let path: String
  private let name: ContainerName
  /// The kernel counts in whole pages of this many bytes.
  private let pageSize: Int64

  /// - Parameter monitor: the process that looks after the container.
  init(_ places: ContainerPlaces, monitor: Int32, pageSize: Int64) {
    path = "/proc/\(monitor)/root\(places.rootScratch)"
    name = places.entry.spec.name
    self.pageSize = pageSize
  }

  /// How much it can hold, in the words of `expected` where the kernel would round that to the same; nil where it is not there.
  func size(expected: ByteCount?) -> ByteCount? {
    guard clinux_file_system_magic(path) == Int64(CLINUX_TMPFS_MAGIC) else { return nil }
    let bytes = clinux_file_system_size(path)
    guard bytes >= 0 else { return nil }
    if let expected, rounded(expected.bytes) == bytes { return expected }
    return ByteCount(bytes: bytes)
  }

  /// Gives it another size.
  /// - Throws: where more than that is in use, or it did not take.
  func resize(to size: ByteCount) throws(LXCRuntimeError) {
    guard clinux_file_system_magic(path) == Int64(CLINUX_TMPFS_MAGIC) else {
      throw failure("its file system in memory is not where it should be", isPassing: true)
    }
    guard clinux_resize_tmpfs(path, "\(size.bytes)") == 0 else {
      let number = clinux_errno()
      throw failure(
        number == EINVAL
          ? "more than \(size) of it is in use; remove files in it, or restart it"
          : String(cString: strerror(number)))
    }
    guard self.size(expected: size) == size else { throw failure("the size did not take") }
  }

  /// As tmpfs(5) does: up, to whole pages.
  private func rounded(_ bytes: Int64) -> Int64 { (bytes + pageSize - 1) / pageSize * pageSize }

  private func failure(_ cause: String, isPassing: Bool = false) -> LXCRuntimeError {
    LXCRuntimeError(
      "resize the root file system of", name.description, cause: cause, isPassing: isPassing)
  }
}
