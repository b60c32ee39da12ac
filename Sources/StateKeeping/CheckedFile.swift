import Crypto
import DurableFiles
import FoundationEssentials
import SystemPackage

/// A JSON file that knows when it was damaged: `{"checksum":"sha256:…","content":…}`, the checksum being that of the content's bytes
/// just as they stand in the file.
struct CheckedFile<Content: Codable> {
  /// Far above what a router's inventory can hold, and far below its memory.
  private static var limit: Int64 { 16 << 20 }

  let path: String

  private static var opening: String { #"{"checksum":""# }
  private static var middle: String { #"","content":"# }
  private static var closing: String { "}\n" }

  /// The content; nil where there is no such file.
  /// - Throws: where it cannot be read, makes no sense, or does not fit its checksum.
  func read() throws(StateError) -> Content? { try readWithText()?.content }

  /// The content, and the JSON text of it that stands in the file.
  func readWithText() throws(StateError) -> (content: Content, text: String)? {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try DurableFile(FilePath(path)).readIfPresent(limit: Self.limit)
    } catch {
      throw StateError("read", path, "\(error.cause)")
    }
    guard let bytes else { return nil }
    // By its bytes: encoding the content anew to compare it would cost more than all else that a run with nothing to do does.
    let checksumStart = Self.opening.utf8.count
    let checksumEnd = checksumStart + Self.checksum(Data()).utf8.count
    let start = checksumEnd + Self.middle.utf8.count
    let end = bytes.count - Self.closing.utf8.count
    guard start <= end, bytes.starts(with: Self.opening.utf8),
      bytes[checksumEnd..<start].elementsEqual(Self.middle.utf8),
      bytes[end...].elementsEqual(Self.closing.utf8)
    else {
      throw StateError("read", path, "it is damaged, or of another version: it makes no sense")
    }
    let data = Data(bytes[start..<end])
    guard Self.checksum(data).utf8.elementsEqual(bytes[checksumStart..<checksumEnd]) else {
      throw StateError("read", path, "it is damaged: its checksum does not fit")
    }
    return (try content(of: data), String(decoding: data, as: UTF8.self))
  }

  /// The content as the JSON text that stands in the file.
  func text(of content: Content) throws(StateError) -> String {
    String(decoding: try Self.encode(content, path: path), as: UTF8.self)
  }

  /// What such a text means.
  func content(of text: String) throws(StateError) -> Content { try content(of: Data(text.utf8)) }

  private func content(of data: Data) throws(StateError) -> Content {
    do {
      return try JSONDecoder().decode(Content.self, from: data)
    } catch {
      throw StateError("read", path, "it is damaged, or of another version: it makes no sense")
    }
  }

  /// Replaces the file, unless it has this content already.
  func write(_ content: Content) throws(StateError) {
    let data = try Self.encode(content, path: path)
    let bytes: [UInt8] =
      Array((Self.opening + Self.checksum(data) + Self.middle).utf8) + Array(data)
      + Array(Self.closing.utf8)
    do throws(FileError) {
      try DurableFile(FilePath(path)).replace(with: bytes)
    } catch {
      throw StateError("write", path, "\(error.cause)")
    }
  }

  private static func checksum(_ data: Data) -> String {
    "sha256:"
      + SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
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
