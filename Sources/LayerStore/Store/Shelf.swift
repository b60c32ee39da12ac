import DurableFiles
import Glibc
import SystemPackage

/// A directory of layers, each of which is there whole or not at all.
///
/// A layer is made in a directory beside the others that has another kind of name, and gets its
/// own name by a rename when all of it is on the disk. It loses the name before it is removed. What
/// has one of the other names is worthless, unless somebody holds a lock on it.
struct Shelf: Sendable {
  private static let unfinished = ".unfinished-"
  private static let unwanted = ".unwanted-"

  /// Where it lies; its parent exists.
  let path: FilePath

  /// The layers, and whatever else has a name that doesn't begin with a dot.
  func layers() throws(FileError) -> [String] {
    try DurableDirectory(path).namesIfPresent().filter { !$0.hasPrefix(".") }
  }

  /// What killed runs have left: half made and half removed layers that nobody works on.
  func leftovers() throws(FileError) -> [String] {
    var names: [String] = []
    for name in try DurableDirectory(path).namesIfPresent() where Self.isPassing(name) {
      if try FileLock.take(path.appending(name)) != nil { names.append(name) }
    }
    return names
  }

  /// Whether something by this name is on its way in or out.
  static func isPassing(_ name: String) -> Bool {
    (name.hasPrefix(unfinished) || name.hasPrefix(unwanted)) && !name.contains("/")
  }

  /// Makes an empty directory to make a layer in, with the shelf around it where that is missing.
  func begin(for owner: LayerOwner) throws(FileError) -> UnfinishedLayer {
    try DurableDirectory(path.removingLastComponent()).makePassage(for: owner.group)
    try DurableDirectory(path).makePassage(for: owner.group)
    while true {
      let directory = DurableDirectory(path.appending(Self.unfinished + Self.random()))
      guard try directory.create() else { continue }
      // Somebody who clears away may have seen it before it was locked.
      guard let lock = try FileLock.take(directory.path), try directory.exists() else { continue }
      return UnfinishedLayer(path: directory.path, lock: lock)
    }
  }

  /// Gives a finished layer its name, in place of what has it.
  func publish(_ layer: borrowing UnfinishedLayer, as name: String) throws(FileError) {
    if try DurableDirectory(path.appending(name)).exists() { _ = try takeOut(name) }
    try DurableDirectory(layer.path).rename(to: path.appending(name))
  }

  /// Removes a layer or a leftover.
  func remove(_ name: String) throws(FileError) {
    let worthless = Self.isPassing(name) ? path.appending(name) : try takeOut(name)
    try DurableDirectory(worthless).removeTree()
  }

  /// Takes a layer's name from it. Who has it mounted keeps it as it is.
  private func takeOut(_ name: String) throws(FileError) -> FilePath {
    let target = path.appending(Self.unwanted + Self.random())
    try DurableDirectory(path.appending(name)).rename(to: target)
    return target
  }

  private static func random() -> String {
    let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
