import ContainerModel
import DurableFiles
import FoundationEssentials
import Reconciling
import SystemPackage

extension Attic {
  /// All that is kept, oldest first.
  func entries(retention: TimeSpan) throws(OperationError) -> [AtticEntry] {
    let now = Date()
    return try reporting("list", path) { () throws(FileError) in
      let moment = try BootMoment.now()
      var entries: [AtticEntry] = []
      for text in try DurableDirectory(FilePath(path)).namesIfPresent() {
        guard let name = AtticName(text) else { continue }
        let age = try age(of: text, name, now: now, moment: moment)
        entries.append(
          AtticEntry(
            name: text, container: name.container, time: name.time.formatted(.iso8601),
            reason: try record(of: text)?.reason, volumes: try items("volumes", of: text),
            uppers: try items("uppers", of: text),
            bytes: try DurableDirectory(FilePath("\(path)/\(text)")).usage(),
            secondsLeft: retention.seconds - Int64(age)))
      }
      return entries
    }
  }

  /// The record of an entry; nil where there is none that makes sense.
  func record(of name: String) throws(FileError) -> AtticRecord? {
    let file = DurableFile(FilePath("\(path)/\(name)/record.json"))
    guard let bytes = try file.readIfPresent(limit: 1 << 20) else { return nil }
    return try? JSONDecoder().decode(AtticRecord.self, from: Data(bytes))
  }

  /// What an entry holds of one kind: `volumes` or `uppers`.
  func items(_ kind: String, of name: String) throws(FileError) -> [String] {
    try DurableDirectory(FilePath("\(path)/\(name)/\(kind)")).namesIfPresent()
  }

  /// Moves what an entry holds back to where it was, and removes the entry. Nothing is moved where something stands in the way.
  ///
  /// Uppers wait under another name until their container is made the next time: one that runs has an upper.
  ///
  /// - Parameter current: what is known of the container that has the name now; nil where there is none.
  func restore(
    _ name: String, to layout: StateLayout, current: InventoryEntry?
  ) throws(OperationError) {
    guard let owner = AtticName(name)?.container else { throw Self.unknown(name) }
    let known = try reporting("read the record of", name) { () throws(FileError) -> AtticRecord? in
      try record(of: name)
    }
    guard let record = known else {
      throw OperationError(
        operation: "restore", subject: name,
        cause: "its record is damaged, so nobody knows whose files these are; move them by hand")
    }
    if let current, current.mapping != record.entry.mapping {
      throw OperationError(
        operation: "restore", subject: name,
        cause: "its files belong to other ids than '\(owner)' has now")
    }
    try reporting("restore", name) { () throws(FileError) in
      let moves =
        try items("volumes", of: name).map { volume in
          AtticItem(from: "volumes/\(volume)", to: "\(layout.volumes)/\(owner)/\(volume)")
        }
        + items("uppers", of: name).map { key in
          AtticItem(
            from: "uppers/\(key)", to: "\(layout.uppers)/\(owner)/\(NewData.restored)\(key)")
        }
      for move in moves {
        let target = DurableDirectory(FilePath(move.to))
        if try target.exists() { throw FileError("restore", target.path, .system(.fileExists)) }
      }
      for move in moves {
        let target = FilePath(move.to)
        for passage in [
          FilePath(layout.root), target.removingLastComponent().removingLastComponent(),
          target.removingLastComponent(),
        ] {
          try DurableDirectory(passage).makePassage(for: record.entry.mapping?.first)
        }
        try DurableDirectory(FilePath("\(path)/\(name)/\(move.from)")).rename(to: target)
      }
    }
    try remove(name)
  }

  static func unknown(_ name: String) -> OperationError {
    OperationError(
      operation: "find", subject: name,
      cause: "the attic has no such entry; `turris-apply attic list` shows them")
  }
}
