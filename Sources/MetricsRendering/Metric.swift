/// One metric with its samples, in Prometheus' text format 0.0.4.
struct Metric {
  enum Kind: String {
    case counter, gauge
  }

  /// Without the prefix.
  let name: String
  let kind: Kind
  /// What it means, a line.
  let help: String
  /// Labels, as they are written between braces, and a value.
  private(set) var samples: [(labels: String, value: String)] = []

  init(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }

  mutating func add(_ value: String, _ labels: [(String, String)] = []) {
    let text = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
    samples.append((text, value))
  }

  mutating func add(_ value: Bool, _ labels: [(String, String)] = []) {
    add(value ? "1" : "0", labels)
  }

  /// Nothing where there is no sample.
  var text: String {
    guard !samples.isEmpty else { return "" }
    let full = "turris_apply_\(name)"
    let lines = samples.map { "\(full)\($0.labels.isEmpty ? "" : "{\($0.labels)}") \($0.value)" }
    return (["# HELP \(full) \(help)", "# TYPE \(full) \(kind.rawValue)"] + lines)
      .joined(separator: "\n") + "\n"
  }

  private static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
