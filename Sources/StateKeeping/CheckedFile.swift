import Crypto
import DurableFiles
import FoundationEssentials
import SystemPackage

/// A JSON file that knows when it was damaged: its content stands beside the content's SHA-256.
struct CheckedFile<Content: Codable> {
  /// Far above what a router's inventory can hold, and far below its memory.
  private static var limit: Int64 { 16 << 20 }

  let path: String

  private struct Envelope: Codable {
    var checksum: String
    var content: Content
  }

  /// The content; nil where there is no such file.
  /// - Throws: where it cannot be read, makes no sense, or does not fit its checksum.
  func read() throws(StateError) -> Content? {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try DurableFile(FilePath(path)).readIfPresent(limit: Self.limit)
    } catch {
      throw StateError("read", path, "\(error.cause)")
    }
    guard let bytes else { return nil }
    let envelope: Envelope
    do {
      envelope = try JSONDecoder().decode(Envelope.self, from: Data(bytes))
    } catch {
      throw StateError("read", path, "it is damaged, or of another version: it makes no sense")
    }
    guard try Self.checksum(envelope.content, path: path) == envelope.checksum else {
      throw StateError("read", path, "it is damaged: its checksum does not fit")
    }
    return envelope.content
  }

  /// Replaces the file, unless it has this content already.
  func write(_ content: Content) throws(StateError) {
    let envelope = Envelope(checksum: try Self.checksum(content, path: path), content: content)
    let bytes = try Self.encode(envelope, path: path)
    do throws(FileError) {
      try DurableFile(FilePath(path)).replace(with: [UInt8](bytes) + [0x0a])
    } catch {
      throw StateError("write", path, "\(error.cause)")
    }
  }

  private static func checksum(_ content: Content, path: String) throws(StateError) -> String {
    let digest = SHA256.hash(data: try encode(content, path: path))
    return "sha256:"
      + digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      .joined()
  }

  private static func encode(_ value: some Encodable, path: String) throws(StateError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(value)
    } catch {
      throw StateError("encode", path, "\(error)")
    }
  }
}
