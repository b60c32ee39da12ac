/// Collects fields.
struct Fields {
  /// What was collected, in the order in which it came.
  private(set) var values: [FieldValue] = []

  /// Makes room for a container of usual size: growing step by step would move them all again and again.
  init() {
    values.reserveCapacity(36)
  }

  /// The same by path.
  var byPath: [String: String] {
    Dictionary(values.lazy.map { ($0.path, $0.text) }, uniquingKeysWith: { _, last in last })
  }

  /// Adds a value; nil adds nothing. No path comes twice.
  mutating func add(_ path: String, _ text: String?) {
    if let text { values.append(FieldValue(path: path, text: text)) }
  }

  /// Adds a switch.
  mutating func add(_ path: String, _ isOn: Bool) {
    values.append(FieldValue(path: path, text: isOn ? "true" : "false"))
  }
}
