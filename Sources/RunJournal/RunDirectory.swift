import ContainerModel
import DurableFiles
import FoundationEssentials
import SystemPackage

/// The folder of the journals: a file a run.
struct RunDirectory: Sendable {
  let path: String
  let limits: JournalLimits

  func file(_ run: String) -> FilePath { FilePath(path).appending("\(run).jsonl") }

  /// The ids of all runs, oldest first.
  func runs() throws(FileError) -> [String] {
    try DurableDirectory(FilePath(path)).namesIfPresent()
      .filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }
      .sorted { (Self.second($0), Self.number($0)) < (Self.second($1), Self.number($1)) }
  }

  /// `20261123-191402`: when it began.
  private static func second(_ run: String) -> Substring { run.prefix(15) }

  /// Which of those that began in that second.
  private static func number(_ run: String) -> Int { Int(run.dropFirst(16)) ?? 1 }

  /// An id that no run has: `20261123-191402`, or with a number behind it.
  func freeID(at date: Date) -> String {
    let base = date.formatted(.rfc3339).filter { $0.isNumber || $0 == "T" }
      .replacing("T", with: "-").prefix(15)
    // An unreadable folder is reported when the file is made.
    let taken = ((try? runs()) ?? []).filter { Self.second($0) == base }
    // Behind all that are left, also where earlier ones were cleared away.
    guard let last = taken.map(Self.number).max() else { return String(base) }
    return "\(base)-\(last + 1)"
  }

  /// Makes the folder, and room for one more run.
  func prepare() throws(FileError) {
    try DurableDirectory(FilePath(path)).create(parents: true)
    var kept = 0
    var size: Int64 = 0
    for run in try runs().reversed() {
      let file = DurableFile(file(run))
      kept += 1
      size += try file.size()
      if kept >= limits.runs || size > limits.size.bytes { try file.remove() }
    }
  }
}
