import Subprocess

/// The end of what a worker writes to standard error.
actor ErrorTail {
  private var bytes: [UInt8] = []

  /// Reads to the end; keeps the last ``WorkerLauncher/standardErrorLimit`` bytes.
  func collect(_ output: SubprocessOutputSequence) async {
    do {
      for try await read in output {
        read.withUnsafeBytes { bytes.append(contentsOf: $0) }
        bytes.removeFirst(max(0, bytes.count - WorkerLauncher.standardErrorLimit))
      }
    } catch {
      // The text explains another error; if it can't be read, that one stands without it.
      bytes.append(contentsOf: "(standard error can't be read: \(error))\n".utf8)
    }
  }

  /// What was collected, with broken UTF-8 replaced.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
