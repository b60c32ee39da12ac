import ContainerModel
import DurableFiles
import FoundationEssentials
import Reconciling
import SystemPackage

extension Attic {
  /// The little of a record that says whose files an entry holds.
  private struct Owner: Decodable {
    struct Entry: Decodable {
      let mapping: IDRange?
    }
    let entry: Entry
  }

  /// The newest entry that holds a volume, by container and volume, of those whose files belong to the ids given.
  func volumes(of containers: [ContainerName: IDRange?]) throws(OperationError)
    -> [ContainerName: [String: String]]
  {
    try reporting("list", path) { () throws(FileError) in
      var found: [ContainerName: [String: String]] = [:]
      // In the order of time, so that the newest comes last.
      for text in try DurableDirectory(FilePath(path)).namesIfPresent().sorted() {
        // Cheaper than reading the time of every entry that is another's.
        guard let dash = text.firstIndex(of: "-"),
          let owner = ContainerName(text[text.index(after: dash)...].prefix { $0 != "." }),
          let mapping = containers[owner], AtticName(text) != nil
        else { continue }
        let volumes = try items("volumes", of: text)
        guard !volumes.isEmpty,
          try self.owner(of: text).map({ $0.entry.mapping == mapping }) == true
        else { continue }
        for volume in volumes { found[owner, default: [:]][volume] = text }
      }
      return found
    }
  }

  private func owner(of name: String) throws(FileError) -> Owner? {
    let file = DurableFile(FilePath("\(path)/\(name)/record.json"))
    guard let bytes = try file.readIfPresent(limit: 1 << 20) else { return nil }
    return try? JSONDecoder().decode(Owner.self, from: Data(bytes))
  }

  /// Moves one volume back; an entry that holds nothing any more goes.
  func takeBack(
    volume: String, of entry: String, to layout: StateLayout, _ container: ContainerName,
    mapping: IDRange?
  ) throws(OperationError) {
    try reporting("take back", "volume '\(volume)' of '\(container)'") { () throws(FileError) in
      for passage in [layout.root, layout.volumes, "\(layout.volumes)/\(container)"] {
        try DurableDirectory(FilePath(passage)).makePassage(for: mapping?.first)
      }
      try DurableDirectory(FilePath("\(path)/\(entry)/volumes/\(volume)")).rename(
        to: FilePath("\(layout.volumes)/\(container)/\(volume)"))
    }
    let rest = try reporting("list", entry) { () throws(FileError) in
      try items("volumes", of: entry) + items("uppers", of: entry)
    }
    if rest.isEmpty { try remove(entry) }
  }
}
