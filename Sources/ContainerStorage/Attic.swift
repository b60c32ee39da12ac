import ContainerModel
import DurableFiles
import FoundationEssentials
import Reconciling
import SystemPackage

/// Keeps what is no longer used until its time is over: a directory an occasion, named after when it was and whose it was.
struct Attic: Sendable {
  let path: String

  /// Moves `items` into a new entry, with a record of what they were. Nothing to move makes no entry.
  func take(_ items: [AtticItem], of entry: InventoryEntry, reason: String) throws(OperationError) {
    guard !items.isEmpty else { return }
    let now = Date()
    let name = entry.spec.name
    let moment = try reporting("read", "the clock") { () throws(FileError) in try BootMoment.now() }
    let record = AtticRecord(
      time: now.formatted(.iso8601), moment: moment, reason: reason, entry: entry)
    let content = try encoded(record)
    try reporting("move to the attic what belongs to", name.description) {
      () throws(FileError) in
      try DurableDirectory(FilePath(path)).create(parents: true)
      let place = try makeEntry(AtticName(time: now, container: name))
      // The record first: what lies here is never without a name.
      try DurableFile(FilePath("\(place)/record.json")).replace(with: content)
      for item in items {
        let target = FilePath("\(place)/\(item.to)")
        try DurableDirectory(target.removingLastComponent()).create()
        try DurableDirectory(FilePath(item.from)).rename(to: target)
      }
    }
  }

  /// The entries older than `retention`. What has a name of another form is nobody's to clear away.
  ///
  /// The age of what this boot has seen come is that of the boot's clock; the date may have jumped.
  func expired(
    retention: TimeSpan, now: Date, moment: BootMoment
  ) throws(OperationError) -> [String] {
    try reporting("list", path) { () throws(FileError) in
      var expired: [String] = []
      for name in try DurableDirectory(FilePath(path)).namesIfPresent() {
        guard let parts = AtticName(name) else { continue }
        let age = try age(of: name, parts, now: now, moment: moment)
        if age > Double(retention.seconds) { expired.append(name) }
      }
      return expired
    }
  }

  /// In seconds.
  func age(
    of name: String, _ parts: AtticName, now: Date, moment: BootMoment
  ) throws(FileError) -> Double {
    let seen = try self.moment(of: name).flatMap { moment.seconds(since: $0) }
    return seen.map(Double.init) ?? now.timeIntervalSince(parts.time)
  }

  /// The little of a record that its age is told by.
  private struct Age: Decodable {
    let moment: BootMoment?
  }

  /// When an entry was put there, as its record says; nil where there is none that makes sense: the name alone counts then.
  private func moment(of name: String) throws(FileError) -> BootMoment? {
    let file = DurableFile(FilePath("\(path)/\(name)/record.json"))
    guard let bytes = try file.readIfPresent(limit: 1 << 20) else { return nil }
    return (try? JSONDecoder().decode(Age.self, from: Data(bytes)))?.moment
  }

  /// Removes an entry for good; refuses while a process has something of it mounted.
  func remove(_ name: String) throws(OperationError) {
    guard AtticName(name) != nil else { throw Self.unknown(name) }
    let place = FilePath(path).appending(name)
    let use = try reporting("look at", place.string) { () throws(FileError) in
      try MountTable.firstUse(of: place)
    }
    if let use {
      throw OperationError(
        operation: "remove", subject: place.string, cause: "it is in use: \(use)")
    }
    try reporting("remove", place.string) { () throws(FileError) in
      _ = try DurableDirectory(place).removeTree()
    }
  }

  /// A directory of its own, also where another entry was made in the same second.
  private func makeEntry(_ name: AtticName) throws(FileError) -> String {
    var name = name
    while try !DurableDirectory(FilePath("\(path)/\(name)")).create() { name.number += 1 }
    return "\(path)/\(name)"
  }

  private func encoded(_ record: AtticRecord) throws(OperationError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    do {
      return [UInt8](try encoder.encode(record)) + [0x0a]
    } catch {
      throw OperationError(
        operation: "describe", subject: record.entry.spec.name.description, cause: "\(error)")
    }
  }
}
