public import ContainerModel
import DurableFiles
public import Reconciling
import SystemPackage

extension LayerImageStore {
  /// What nothing refers to: images, folders, and what killed runs left behind. What a process still
  /// has mounted is not among it.
  ///
  /// - Parameters:
  ///   - images: the images in use.
  ///   - folders: the keys of the folders in use.
  /// - Returns: names for ``remove(unused:)``, sorted.
  public func unused(
    images: Set<ImageKey>, folders: Set<String>
  ) async throws(OperationError) -> [String] {
    try filing("look for", "unused images") { () throws(FileError) in
      let unusedImages = try unused(on: imageShelf) { name in
        ImageKey(name).map { !images.contains($0) } ?? false
      }
      let unusedFolders = try unused(on: folderShelf) { name in
        FolderKey(name).map { !folders.contains($0.description) } ?? false
      }
      return unusedImages.map { "images/" + $0 } + unusedFolders.map { "folders/" + $0 }
    }
  }

  private func unused(
    on shelf: Shelf, _ isUnused: (String) -> Bool
  ) throws(FileError) -> [String] {
    var names: [String] = []
    for name in try shelf.layers().filter(isUnused) + shelf.leftovers() {
      if try MountTable.firstUse(of: shelf.path.appending(name)) == nil { names.append(name) }
    }
    return names
  }

  /// Removes one of the names of ``unused(images:folders:)``; refuses while a process has it mounted.
  public func remove(unused name: String) async throws(OperationError) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let shelf = parts.first == "images" ? imageShelf : folderShelf
    guard parts.count == 2, ["images", "folders"].contains(parts[0]),
      ImageKey(parts[1]) != nil || FolderKey(parts[1]) != nil || Shelf.isPassing(parts[1])
    else {
      throw OperationError(operation: "remove", subject: name, cause: "it is no layer")
    }
    let use = try filing("remove", name) { () throws(FileError) in
      try MountTable.firstUse(of: shelf.path.appending(parts[1]))
    }
    if let use {
      throw OperationError(
        operation: "remove", subject: name, cause: "it is in use: \(use)", isPassing: true)
    }
    try filing("remove", name) { () throws(FileError) in try shelf.remove(parts[1]) }
  }
}
