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
        try passages(["\(layout.uppers)/\(name)/\(key)"], entry)
        for part in ["upper", "work"] {
          try owned("\(layout.uppers)/\(name)/\(key)/\(part)", by: entry)
        }
      }
      for mount in entry.spec.mounts {
        switch mount.source {
        case .volume(let volume): try make(["data"], ofVolume: volume, for: entry)
        case .overlay(_, .some(let upper), _):
          try make(["upper", "work"], ofVolume: upper, for: entry)
        case .overlay, .bind, .tmpfs: break
        }
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
        try DurableDirectory(FilePath("\(root)/\(name)")).removeIfEmpty()
      }
    }
  }

  /// What lies in the attic longer than `retention`.
  public func expired(retention: TimeSpan) throws(OperationError) -> [String] {
    try attic.expired(retention: retention, now: Date())
  }

  /// Clears away what is past its time.
  public func remove(expired name: String) throws(OperationError) {
    try attic.remove(name)
  }

  private func make(_ parts: [String], ofVolume volume: String, for entry: InventoryEntry)
    throws(FileError)
  {
    let place = "\(layout.volumes)/\(entry.spec.name)"
    try passages([layout.root, layout.volumes, place, "\(place)/\(volume)"], entry)
    for part in parts { try owned("\(place)/\(volume)/\(part)", by: entry) }
  }

  private func names(in path: String) throws(FileError) -> [String] {
    try DurableDirectory(FilePath(path)).namesIfPresent()
  }

  private func passages(_ paths: [String], _ entry: InventoryEntry) throws(FileError) {
    for path in paths {
      try DurableDirectory(FilePath(path)).makePassage(for: entry.mapping?.first)
    }
  }

  /// A directory of the container's root. One that is there keeps the mode and owner that the container gave it.
  private func owned(_ path: String, by entry: InventoryEntry) throws(FileError) {
    let directory = DurableDirectory(FilePath(path))
    guard try !directory.exists() else { return }
    let root = entry.mapping?.first ?? 0
    try directory.create(
      permissions: [
        .ownerReadWriteExecute, .groupRead, .groupExecute, .otherRead, .otherExecute,
      ], owner: FileOwner(user: root, group: root))
  }
}
