import FoundationEssentials

/// Cuts a stream of bytes into frames: a length of four bytes, big-endian, then that many bytes.
struct FrameBuffer {
  /// The most bytes that a frame may hold, without its length.
  static let limit = 64 << 20

  private var bytes: [UInt8] = []
  private var start = 0

  /// Whether the stream stands between two frames.
  var isEmpty: Bool { start == bytes.count }

  /// Adds what was read.
  mutating func append(_ read: UnsafeRawBufferPointer) {
    if start > 0, start == bytes.count || start >= 1 << 20 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: read)
  }

  /// Takes the next frame, or returns `nil` if it has not arrived whole.
  ///
  /// - Throws: ``FrameError/tooLarge(_:)``
  mutating func next() throws(FrameError) -> Data? {
    guard bytes.count - start >= 4 else { return nil }
    let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int64($1) }
    guard length <= Self.limit else { throw .tooLarge(length) }
    let end = start + 4 + Int(length)
    guard bytes.count >= end else { return nil }
    defer { start = end }
    return Data(bytes[start + 4..<end])
  }

  /// One value as a frame.
  ///
  /// - Throws: ``FrameError/tooLarge(_:)``, or the encoder's error.
  static func frame(_ value: some Encodable) throws -> [UInt8] {
    let body = try JSONEncoder().encode(value)
    guard body.count <= limit else { throw FrameError.tooLarge(Int64(body.count)) }
    let length = UInt32(body.count).bigEndian
    return withUnsafeBytes(of: length) { Array($0) } + body
  }
}
