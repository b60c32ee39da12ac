import LayerStore
import SystemPackage

/// Tells how much memory this process has had resident at most.
///
/// `ru_maxrss` of getrusage(2) would not do: it counts what the caller had when it forked.
struct PeakMemory: ~Copyable {
  private let status: FileDescriptor

  /// Must be made while the process can still see `/proc`.
  ///
  /// - Throws: ``UnpackFault/system(operation:reason:)``
  init() throws(UnpackFault) {
    do {
      status = try .open("/proc/self/status", .readOnly, options: [.closeOnExec])
    } catch {
      throw .system(operation: "open /proc/self/status", reason: reason(error))
    }
  }

  deinit { try? status.close() }  // Nothing was written.

  /// The bytes, by the line `VmHWM` (proc_pid_status(5)).
  ///
  /// - Throws: ``UnpackFault/system(operation:reason:)``
  func bytes() throws(UnpackFault) -> Int64 {
    var text = [UInt8](repeating: 0, count: 4096)
    let count: Int
    do {
      count = try text.withUnsafeMutableBytes {
        try status.read(fromAbsoluteOffset: 0, into: $0)
      }
    } catch {
      throw .system(operation: "read /proc/self/status", reason: reason(error))
    }
    let lines = String(decoding: text[..<count], as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("VmHWM:") }),
      let number = line.split(whereSeparator: \.isWhitespace).dropFirst().first,
      let kilobytes = Int64(number)
    else { throw .system(operation: "read /proc/self/status", reason: "there is no VmHWM in it") }
    return kilobytes * 1024
  }
}
