internal import Glibc

/// The end of what comes out of a pipe, however much that is.
struct OutputTail: Sendable {
  /// How many bytes are kept.
  static let limit = 4 << 10

  private(set) var bytes: [UInt8] = []

  /// Reads what is there now, at most `most` bytes, from a descriptor that does not wait.
  mutating func read(from descriptor: Int32, atMost most: Int = 1 << 20) {
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { buffer in
      var total = 0
      while total < most {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        total += count
        bytes.append(contentsOf: buffer[..<count].suffix(Self.limit))
        bytes.removeFirst(max(0, bytes.count - Self.limit))
      }
    }
  }
}
