/// Says in the name of a directory whose ids the files below it have: `u100000-65536`, or `p` for the host's own.
struct MappingKey {
  let mapping: IDRange?

  init(_ mapping: IDRange?) {
    self.mapping = mapping
  }

  /// Reads exactly what `description` writes.
  init?(_ text: Substring) {
    guard text != "p" else {
      mapping = nil
      return
    }
    let numbers = text.dropFirst().parts(between: "-")
      .map { Int64(digits: $0).flatMap(UInt32.init(exactly:)) }
    guard text.first == "u", numbers.count == 2, let first = numbers[0], let count = numbers[1],
      let range = IDRange(first: first, count: count)
    else { return nil }
    mapping = range
  }
}

extension MappingKey: CustomStringConvertible {
  var description: String { mapping.map { "u\($0.first)-\($0.count)" } ?? "p" }
}
