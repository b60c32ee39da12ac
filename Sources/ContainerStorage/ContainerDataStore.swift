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
  private static let unfinished = ".unfinished-"

  private let layout: StateLayout
  private let attic: Attic

  /// Keeps data in the state directory `layout`.
  public init(layout: StateLayout) {
    self.layout = layout
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
      for key in entry.spec.upperKeys(mapping: entry.mapping) {
        try passages([layout.root, layout.uppers, "\(layout.uppers)/\(name)"], entry)
        try make(
          key, in: "\(layout.uppers)/\(name)", of: ["upper", "work"], rootPermissions(of: entry),
          for: entry)
      }
      for volume in entry.spec.volumes {
        try passages([layout.root, layout.volumes, "\(layout.volumes)/\(name)"], entry)
        try make(
          volume, in: "\(layout.volumes)/\(name)", of: ["data", "upper", "work"], .directory,
          for: entry)
      }
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
  }

  /// Moves all that a container keeps to the attic, with the spec it belonged to.
  public func retireAll(of entry: InventoryEntry, reason: String) throws(OperationError) {
    let name = entry.spec.name
    let data = try data()[name]
    let uppers = (data?.uppers ?? []).map {
      AtticItem(from: "\(layout.uppers)/\(name)/\($0)", to: "uppers/\($0)")
    }
    let volumes = (data?.volumes ?? []).map {
      AtticItem(from: "\(layout.volumes)/\(name)/\($0)", to: "volumes/\($0)")
    }
    try attic.take(uppers + volumes, of: entry, reason: reason)
    try reporting("remove the directories of", name.description) { () throws(FileError) in
      for root in [layout.uppers, layout.volumes] {
        try removeUnfinished(in: "\(root)/\(name)")
        try DurableDirectory(FilePath("\(root)/\(name)")).removeIfEmpty()
      }
    }
  }

  /// What lies in the attic longer than `retention`.
  public func expired(retention: TimeSpan) throws(OperationError) -> [String] {
    let moment = try reporting("read", "the clock") { () throws(FileError) in try BootMoment.now() }
    return try attic.expired(retention: retention, now: Date(), moment: moment)
  }

  /// Clears away what is past its time.
  public func remove(expired name: String) throws(OperationError) {
    try attic.remove(name)
  }

  private func removeUnfinished(in path: String) throws(FileError) {
    for name in try DurableDirectory(FilePath(path)).namesIfPresent()
    where name.hasPrefix(Self.unfinished) {
      try DurableDirectory(FilePath(path).appending(name)).removeTree()
    }
  }

  private func names(in path: String) throws(FileError) -> [String] {
    // What begins with a dot was being made by a run that was killed.
    try DurableDirectory(FilePath(path)).namesIfPresent().filter { !$0.hasPrefix(".") }
  }

  private func passages(_ paths: [String], _ entry: InventoryEntry) throws(FileError) {
    for path in paths {
      try DurableDirectory(FilePath(path)).makePassage(for: entry.mapping?.first)
    }
  }

  /// Makes the directory `name` with `parts` that belong to the container's root, unless it is there: then the
  /// parts keep the mode and owner that the container gave them. It gets its name when all of it is as it must be.
  private func make(
    _ name: String, in parent: String, of parts: [String], _ permissions: FilePermissions,
    for entry: InventoryEntry
  ) throws(FileError) {
    let finished = DurableDirectory(FilePath("\(parent)/\(name)"))
    if try finished.exists() { return try finished.makePassage(for: entry.mapping?.first) }
    let unfinished = DurableDirectory(FilePath("\(parent)/\(Self.unfinished)\(name)"))
    try unfinished.removeTree()
    try unfinished.makePassage(for: entry.mapping?.first)
    let root = entry.mapping?.first ?? 0
    for part in parts {
      try DurableDirectory(unfinished.path.appending(part)).create(
        permissions: part == "work" ? .directory : permissions,
        owner: FileOwner(user: root, group: root))
    }
    try unfinished.rename(to: finished.path)
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
