internal import CLinux
internal import Glibc

/// Signals that wait to be taken instead of interrupting (signalfd(2)).
public struct SignalQueue: Sendable {
  /// Readable while one waits.
  public let descriptor: Int32

  /// From here on these signals wait. To be made before any other thread.
  public init(_ signals: [Int32]) throws(SupervisionError) {
    descriptor = clinux_signal_descriptor(signals, Int32(signals.count))
    guard descriptor >= 0 else {
      throw SupervisionError("failed to wait for signals: \(String(cString: strerror(errno)))")
    }
  }

  /// Takes the next one; nil where none waits.
  public func next() -> Int32? {
    let number = clinux_next_signal(descriptor)
    return number > 0 ? number : nil
  }
}
