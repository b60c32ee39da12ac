/// Lists as a spec would write them, so that no two different lists give the same text.
enum FieldList {
  /// `[a, "b c"]`.
  static func text(_ items: [String]) -> String {
    "[\(items.map(quoted).joined(separator: ", "))]"
  }

  /// An item as it would stand in a YAML flow list: in quotes where it would be read otherwise.
  private static func quoted(_ item: String) -> String {
    let isPlain = item.utf8.allSatisfy {
      switch $0 {
      case 0x61...0x7a, 0x41...0x5a, 0x2d...0x3a, 0x40, 0x5f: true
      default: false
      }
    }
    guard !isPlain || item.isEmpty else { return item }
    var text = "\""
    for scalar in item.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
