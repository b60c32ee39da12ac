import ContainerModel
import ContainerStorage
import PlanRendering

/// An entry of the attic on two lines.
struct AtticLines {
  private let entry: AtticEntry

  init(_ entry: AtticEntry) {
    self.entry = entry
  }

  /// `20261123T191402Z-web   removed from the repository   148MiB, 6 d left` and below what it holds.
  var text: String {
    TextStyle().columns(
      "\(padded(entry.name, 24)) \(entry.reason ?? "its record is damaged")", "\(size), \(left)")
      + "\n    \(content)"
  }

  private var content: String {
    var parts: [String] = []
    if !entry.volumes.isEmpty { parts.append("volumes \(entry.volumes.joined(separator: ", "))") }
    if !entry.uppers.isEmpty { parts.append("what it wrote to its root file system") }
    return parts.isEmpty ? "nothing" : parts.joined(separator: "; ")
  }

  private var size: String {
    let units: [(String, Int64)] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    let unit = units.first { entry.bytes >= $0.1 } ?? ("B", 1)
    return "\(entry.bytes / unit.1)\(unit.0)"
  }

  private var left: String {
    switch entry.secondsLeft {
    case ..<0: "past its time"
    case ..<3600: "\(entry.secondsLeft / 60) min left"
    case ..<172_800: "\(entry.secondsLeft / 3600) h left"
    default: "\(entry.secondsLeft / 86400) d left"
    }
  }
}
