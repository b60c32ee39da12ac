/// Turns libyaml's character index into an offset in bytes, walking on from the last one asked for: events come in
/// the order of the text, so that all marks of a document together cost one walk over it.
struct OffsetCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var character = 0
  private var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) {
    self.bytes = bytes
    self.isASCII = isASCII
  }

  /// The offset in bytes of a character.
  mutating func offset(ofCharacter wanted: Int) -> Int {
    if isASCII { return wanted }
    while character < wanted, offset < bytes.count {
      offset += 1
      while offset < bytes.count, Self.isContinuation(bytes[offset]) { offset += 1 }
      character += 1
    }
    while character > wanted {
      offset -= 1
      while Self.isContinuation(bytes[offset]) { offset -= 1 }
      character -= 1
    }
    return offset
  }

  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
