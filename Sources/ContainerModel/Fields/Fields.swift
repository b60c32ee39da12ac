/// Collects fields by path.
struct Fields {
  /// What was collected.
  private(set) var values: [String: String] = [:]

  /// Sets a value; nil sets nothing.
  subscript(path: String) -> String? {
    get { values[path] }
    set { values[path] = newValue }
  }
}
