import ContainerModel
import DurableFiles
import Glibc
import SystemPackage

/// The ids that root may give to unprivileged containers (subuid(5), subgid(5)).
struct SubordinateIDs {
  private static let limit: Int64 = 1 << 20
  /// What is taken where the settings name no range.
  static let standard = IDRange(first: 100_000, count: 65_536)

  let range: IDRange?
  let problem: String?

  /// Checks that root has the range of the settings, where anything looks at that: liblxc runs `newuidmap` wherever it is installed.
  init(_ wanted: IDRange?) throws(CommandFailure) {
    guard let range = wanted ?? Self.standard else {
      self.range = nil
      problem = "the settings name no id range"
      return
    }
    for file in ["/etc/subuid", "/etc/subgid"] where try !Self.lists(file, range) {
      self.range = nil
      problem =
        "root has no range \(range.first):\(range.count) in \(file), so no unprivileged container can start; run `allot-id-range` of turris-apply's libexec directory, or add the line `root:\(range.first):\(range.count)` to \(file) where these ids are free, or set idRange to a range that root has"
      return
    }
    self.range = range
    problem = nil
  }

  private static func lists(_ file: String, _ range: IDRange) throws(CommandFailure) -> Bool {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try DurableFile(FilePath(file)).readIfPresent(limit: limit)
    } catch {
      throw CommandFailure("\(error)")
    }
    let text = String(decoding: bytes ?? [], as: UTF8.self)
    return text.split(separator: "\n").contains { line in
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count == 3, fields[0] == "root" || fields[0] == "0",
        let first = UInt64(fields[1]), let count = UInt64(fields[2])
      else { return false }
      let end = UInt64(range.first) + UInt64(range.count)
      return first <= UInt64(range.first) && end <= first + count
    }
  }
}
