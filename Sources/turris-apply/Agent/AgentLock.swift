import DurableFiles
import Glibc
import Reconciling
import SystemPackage

/// What tells that an agent lives, and which process it is: a lock of fcntl(2), whose holder the kernel knows. It goes with the
/// process, and a number in a file could be another process' by now.
struct AgentLock {
  private let run: RunLayout
  private let path: FilePath

  init(_ run: RunLayout) {
    self.run = run
    path = FilePath(run.agentLock)
  }

  /// Takes the lock for as long as this process lives; false where another agent has it.
  func take() throws -> Bool {
    try run.makeRoot()
    // Never closed: closing any descriptor of the file would drop the lock.
    let file = try open()
    var lock = Self.whole
    return fcntl(file.rawValue, F_SETLK, &lock) == 0
  }

  /// The process that holds it; nil where none does.
  func holder() throws -> pid_t? {
    guard try DurableFile(path).exists() else { return nil }
    let file = try open()
    defer { try? file.close() }
    var lock = Self.whole
    guard fcntl(file.rawValue, F_GETLK, &lock) == 0 else { throw failure(Errno(rawValue: errno)) }
    return lock.l_type == Int16(F_UNLCK) ? nil : lock.l_pid
  }

  private func open() throws -> FileDescriptor {
    do {
      return try FileDescriptor.open(
        path, .readWrite, options: [.create, .closeOnExec, .noFollow],
        permissions: .ownerReadWrite)
    } catch let error as Errno {
      throw failure(error)
    }
  }

  private func failure(_ error: Errno) -> CommandFailure {
    CommandFailure("failed to lock '\(path)': \(error)")
  }

  private static var whole: flock {
    flock(
      l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }
}
