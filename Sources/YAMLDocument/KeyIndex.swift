/// Finds a key among the pairs read so far: by looking through a few, by hash among many.
struct KeyIndex {
  private var positions = [String: Int]()

  private static let few = 16

  /// Where `key` stands in `pairs`; where it does not, it is taken to be appended next.
  mutating func position(of key: String, in pairs: [Pair]) -> Int? {
    if pairs.count < Self.few { return pairs.firstIndex { $0.key.text == key } }
    if positions.isEmpty {
      for (position, pair) in pairs.enumerated() { positions[pair.key.text] = position }
    }
    if let position = positions[key] { return position }
    positions[key] = pairs.count
    return nil
  }
}
