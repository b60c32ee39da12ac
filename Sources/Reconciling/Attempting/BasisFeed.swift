import Crypto
import FoundationEssentials

/// Gathers text for a digest so that no two different sequences give the same bytes: each text and each list begins with its length.
///
/// Encoding the whole state as JSON for that took half of the time that planning takes.
struct BasisFeed {
  private var bytes: [UInt8] = []

  /// `sha256:` and 64 hexadecimal digits.
  var digest: String {
    let digits = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "sha256:" + digits.joined()
  }

  mutating func add(_ text: String) {
    add(count: text.utf8.count)
    bytes += text.utf8
  }

  mutating func add(_ texts: [String]) {
    add(count: texts.count)
    for text in texts { add(text) }
  }

  /// A dictionary in the order of its keys.
  mutating func add<Key: Comparable & CustomStringConvertible, Value>(
    _ dictionary: [Key: Value], _ add: (inout BasisFeed, Value) -> Void
  ) {
    self.add(count: dictionary.count)
    // The keys alone: sorting moves what it sorts, and values are large.
    for key in dictionary.keys.sorted() {
      guard let value = dictionary[key] else { continue }
      self.add(key.description)
      add(&self, value)
    }
  }

  /// Something small, whole.
  mutating func add(json value: some Encodable) throws(OperationError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
      let data = try encoder.encode(value)
      add(count: data.count)
      bytes += data
    } catch {
      throw OperationError(operation: "digest", subject: "state", cause: "\(error)")
    }
  }

  /// How much comes next, in one byte where that holds it: nearly always.
  mutating func add(count: Int) {
    if count < 0xff {
      bytes.append(UInt8(truncatingIfNeeded: count))
    } else {
      bytes.append(0xff)
      withUnsafeBytes(of: Int64(count).bigEndian) { bytes += $0 }
    }
  }
}
