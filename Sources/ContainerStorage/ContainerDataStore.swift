public import ContainerModel
import DurableFiles
import FoundationEssentials
public import Reconciling
import SystemPackage

/// What containers keep, as directories below the state directory.
///
/// Nothing is deleted by what stops using it: it is renamed into the attic, which is one step on the same file system. Every
/// operation can be cut off anywhere and done again.
public struct ContainerDataStore: DataStore {
  private let layout: StateLayout
  private let attic: Attic
  private let limits: AtticLimits
  private let promises = AtticPromises()

  /// Keeps data in the state directory `layout`.
  public init(layout: StateLayout, attic limits: AtticLimits = AtticLimits()) {
    self.layout = layout
    self.limits = limits
    attic = Attic(path: layout.attic)
  }

  /// The uppers and volumes that exist, by container.
  public func data() throws(OperationError) -> [ContainerName: ContainerData] {
    try reporting("list", layout.root) { () throws(FileError) in
      var data: [ContainerName: ContainerData] = [:]
      for (root, path) in [
        (layout.uppers, \ContainerData.uppers), (layout.volumes, \ContainerData.volumes),
      ] {
        for name in try names(in: root).compactMap({ ContainerName($0) }) {
          let items = try names(in: "\(root)/\(name)")
          guard !items.isEmpty else { continue }
          data[name, default: ContainerData(uppers: [], volumes: [])][keyPath: path] = items
        }
      }
      return data
    }
  }

  /// Makes the upper and the volumes that `entry` needs, where they are not there yet.
  public func create(for entry: InventoryEntry) throws(OperationError) {
    let name = entry.spec.name
    try reporting("make the directories of", name.description) { () throws(FileError) in
      var missing: [NewData] = []
      for data in newData(for: entry) {
        let finished = DurableDirectory(FilePath(data.path))
        if try !finished.exists(), try data.restored.exists() {
          try data.restored.rename(to: finished.path)
        }
        if try finished.exists() {
          try finished.makePassage(for: entry.mapping?.first)
        } else {
          missing.append(data)
        }
      }
      try make(missing, for: entry)
    }
  }

  /// Moves uppers of a container to the attic, with the spec they belonged to.
  public func retire(uppers: [String], of entry: InventoryEntry, reason: String)
    throws(OperationError)
  {
    let name = entry.spec.name
    let present = try data()[name]?.uppers ?? []
    try attic.take(
      uppers.filter(present.contains).map { key in
        AtticItem(from: "\(layout.uppers)/\(name)/\(key)", to: "uppers/\(key)")
      }, of: entry, reason: reason)
    for upper in uppers { promises.keep(name, upper: upper) }
  }

  /// Moves all that a container keeps, but for what `left` names, to the attic, with the spec it belonged to.
  public func retireAll(
    of entry: InventoryEntry, reason: String,
    leaving left: ContainerData = ContainerData(uppers: [], volumes: [])
  ) throws(OperationError) {
    let name = entry.spec.name
    let data = try data()[name]
    let uppers = (data?.uppers ?? []).filter { !left.uppers.contains($0) }.map {
      AtticItem(from: "\(layout.uppers)/\(name)/\($0)", to: "uppers/\($0)")
    }
    let volumes = (data?.volumes ?? []).filter { !left.volumes.contains($0) }.map {
      AtticItem(from: "\(layout.volumes)/\(name)/\($0)", to: "volumes/\($0)")
    }
    try attic.take(uppers + volumes, of: entry, reason: reason)
    promises.keep(name, upper: nil)
    // Of the same key there may be both, so it is an occasion of its own.
    try attic.take(try restoredUppers(of: name), of: entry, reason: "restored, and never used")
    try reporting("remove the directories of", name.description) { () throws(FileError) in
      for root in [layout.uppers, layout.volumes] {
        try removeUnfinished(in: "\(root)/\(name)")
        try DurableDirectory(FilePath("\(root)/\(name)")).removeIfEmpty()
      }
    }
  }

  /// What lies in the attic past its time.
  public func expired() throws(OperationError) -> [String] {
    let moment = try reporting("read", "the clock") { () throws(FileError) in try BootMoment.now() }
    return try attic.expired(retention: limits.retention, now: Date(), moment: moment)
  }

  /// Throws where an upper of a container, or without `upper` all that it keeps, would not fit into the attic.
  public func weigh(_ container: ContainerName, upper: String?) throws(OperationError) {
    let places =
      upper.map { ["\(layout.uppers)/\(container)/\($0)"] }
      ?? ["\(layout.uppers)/\(container)", "\(layout.volumes)/\(container)"]
    let bytes = try reporting("weigh what is kept of", container.description) {
      () throws(FileError) in
      var sum: Int64 = 0
      for place in places { sum += try DurableDirectory(FilePath(place)).usage() }
      return sum
    }
    // What is past its time makes room as soon as a run needs it.
    let kept = try atticEntries().filter { $0.secondsLeft >= 0 }.map(\.bytes).reduce(0, +)
    let promised = promises.promise(
      bytes, to: container, upper: upper, within: limits.maxSize.bytes - kept)
    guard let promised else { return }
    throw OperationError(
      operation: "keep what is left of", subject: container.description,
      cause:
        "its data takes \(Self.text(bytes)), and the attic holds \(Self.text(kept + promised)) of at most \(limits.maxSize); delete what it need not keep with `turris-apply attic purge`, or raise attic.maxSize"
    )
  }

  private static func text(_ bytes: Int64) -> String {
    "\((bytes + (1 << 20) - 1) >> 20)MiB"
  }

  /// The volumes that the attic would give back to new containers, by name, each of the ids that the value says.
  public func returning(to containers: [ContainerName: IDRange?]) throws(OperationError)
    -> [ContainerName: [String]]
  {
    guard !containers.isEmpty else { return [:] }
    return try attic.volumes(of: containers).mapValues { $0.keys.sorted() }
  }

  /// Moves the newest such volume of a container back from the attic.
  public func takeBack(
    volume: String, of container: ContainerName, mapping: IDRange?
  ) throws(OperationError) {
    guard let entry = try attic.volumes(of: [container: mapping])[container]?[volume] else {
      throw OperationError(
        operation: "take back", subject: "volume '\(volume)' of '\(container)'",
        cause: "it is not in the attic any more; run again")
    }
    try attic.takeBack(volume: volume, of: entry, to: layout, container, mapping: mapping)
  }

  /// All that the attic keeps, oldest first.
  public func atticEntries() throws(OperationError) -> [AtticEntry] {
    try attic.entries(retention: limits.retention)
  }

  /// Gives back what an entry of the attic holds: volumes at once, an upper to the next creation of the container.
  ///
  /// - Parameter current: what is known of the container that has the name now; nil where there is none.
  public func restore(_ name: String, current: InventoryEntry?) throws(OperationError) {
    try attic.restore(name, to: layout, current: current)
  }

  /// Deletes an entry of the attic for good.
  public func remove(atticEntry name: String) throws(OperationError) {
    try attic.remove(name)
  }

  private func restoredUppers(of name: ContainerName) throws(OperationError) -> [AtticItem] {
    try reporting("list", layout.uppers) { () throws(FileError) in
      try DurableDirectory(FilePath("\(layout.uppers)/\(name)")).namesIfPresent()
        .filter { $0.hasPrefix(NewData.restored) }.map { file in
          AtticItem(
            from: "\(layout.uppers)/\(name)/\(file)",
            to: "uppers/\(file.dropFirst(NewData.restored.count))")
        }
    }
  }

  private func removeUnfinished(in path: String) throws(FileError) {
    for name in try DurableDirectory(FilePath(path)).namesIfPresent()
    where name.hasPrefix(NewData.unfinished) {
      try DurableDirectory(FilePath(path).appending(name)).removeTree()
    }
  }

  private func names(in path: String) throws(FileError) -> [String] {
    // What begins with a dot was being made by a run that was killed.
    try DurableDirectory(FilePath(path)).namesIfPresent().filter { !$0.hasPrefix(".") }
  }

  /// What `entry` needs, whether it is there or not.
  private func newData(for entry: InventoryEntry) -> [NewData] {
    let name = entry.spec.name
    let permissions = rootPermissions(of: entry)
    let uppers = entry.spec.upperKeys(mapping: entry.mapping).map { key in
      NewData(
        name: key, root: layout.uppers, container: name, parts: ["upper", "work"],
        permissions: permissions)
    }
    let volumes = entry.spec.volumes.map { volume in
      NewData(
        name: volume, root: layout.volumes, container: name, parts: ["data", "upper", "work"],
        permissions: .directory)
    }
    return uppers + volumes
  }

  /// Makes directories with parts that belong to the container's root. They get their names when all of them are as they must
  /// be: so few waits for the storage do for all.
  private func make(_ missing: [NewData], for entry: InventoryEntry) throws(FileError) {
    guard !missing.isEmpty else { return }
    let group = entry.mapping?.first
    var passages: [String] = [layout.root]
    for data in missing where !passages.contains(data.parent) {
      passages += [data.root, data.parent]
    }
    for path in passages {
      try DurableDirectory(FilePath(path)).makePassage(for: group, synced: false)
    }
    for data in missing { try makeParts(of: data, for: entry) }
    for data in missing { try data.unfinished.sync() }
    for data in missing { try data.unfinished.rename(to: FilePath(data.path), synced: false) }
    for path in passages.reversed() { try DurableDirectory(FilePath(path)).sync() }
  }

  private func makeParts(of data: NewData, for entry: InventoryEntry) throws(FileError) {
    try data.unfinished.removeTree()
    try data.unfinished.makePassage(for: entry.mapping?.first, synced: false)
    let root = entry.mapping?.first ?? 0
    for part in data.parts {
      try DurableDirectory(data.unfinished.path.appending(part)).create(
        permissions: part == "work" ? .directory : data.permissions,
        owner: FileOwner(user: root, group: root), synced: false)
    }
  }

  /// The mode of the image's root directory: an overlay's root has that of its upper.
  private func rootPermissions(of entry: InventoryEntry) -> FilePermissions {
    let lower: String? =
      switch entry.spec.image {
      case .archive: entry.imageKey.map(layout.rootfs)
      case .directory(let path): path
      }
    guard let lower, let status = try? Stat(FilePath(lower)) else { return .directory }
    return status.permissions
  }
}

extension FilePermissions {
  /// 0755.
  fileprivate static var directory: FilePermissions {
    [.ownerReadWriteExecute, .groupRead, .groupExecute, .otherRead, .otherExecute]
  }
}
