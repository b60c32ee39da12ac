/// Collects fields by path.
struct Fields {
  /// What was collected.
  private(set) var values: [String: String] = [:]

  /// Makes room for a container of usual size: growing step by step would move them all again and again.
  init() {
    values.reserveCapacity(36)
  }

  /// Sets a value; nil sets nothing.
  subscript(path: String) -> String? {
    get { values[path] }
    set { values[path] = newValue }
  }
}
