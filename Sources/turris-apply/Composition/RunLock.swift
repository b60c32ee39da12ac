import DurableFiles

/// Holds the lock of this machine until it is released or the process ends.
final class RunLock {
  private var lock: FileLock?

  init(_ lock: consuming FileLock) {
    self.lock = consume lock
  }

  /// Lets the next run begin.
  func release() {
    lock = nil
  }
}
