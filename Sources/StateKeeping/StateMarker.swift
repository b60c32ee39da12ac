/// Shows that the state directory's storage is mounted, and which router it belongs to.
struct StateMarker: Codable, Hashable, Sendable {
  /// Version of the layout of the state directory.
  var formatVersion = 1
  /// Random: 32 hexadecimal digits.
  var id: String

  /// Makes a marker with a new id.
  static func random() -> StateMarker {
    let digits = (0..<4).map { _ in
      let word = String(UInt32.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 8 - word.count) + word
    }
    return StateMarker(id: digits.joined())
  }
}
