public import ContainerModel
import DurableFiles
public import Reconciling
import SystemPackage

extension LayerImageStore {
  /// The keys of the folders that are written out whole.
  public func folders() async throws(OperationError) -> Set<String> {
    try filing("list", "folders") { () throws(FileError) in
      var keys: Set<String> = []
      for name in try folderShelf.layers() {
        let layer = folderShelf.path.appending(name)
        if try FolderRecord.read(of: name, in: layer) != nil { keys.insert(name) }
      }
      return keys
    }
  }

  /// Writes a folder of the repository out unless it is there already.
  ///
  /// - Parameters:
  ///   - key: the folder's content, and the ids that own it.
  ///   - files: all its files; the bit that git keeps of a mode, "executable", is kept.
  public func export(_ key: FolderKey, files: [FolderFile]) async throws(OperationError) {
    let name = key.description
    let subject = "folder \(name)"
    let isThere = try filing("write out", subject) { () throws(FileError) in
      try FolderRecord.read(of: name, in: folderShelf.path.appending(name)) != nil
    }
    if isThere { return }
    let owner = LayerOwner(key.mapping)
    let layer = try filing("write out", subject) { () throws(FileError) in
      try folderShelf.begin(for: owner)
    }
    do throws(OperationError) {
      let bytes = try FolderWriter(
        root: layer.path.appending("tree"), owner: owner.root, subject: subject
      ).write(files)
      let record = FolderRecord(key: key, files: Int64(files.count), bytes: bytes)
      try record.write(to: layer.path)
      try filing("write out", subject) { () throws(FileError) in
        try DurableDirectory(layer.path).makePassage(for: owner.group)
        try folderShelf.publish(layer, as: name)
      }
    } catch {
      throw discard(layer, after: error)
    }
  }
}
