import CLibGit2
import Glibc

/// The entries of one folder of a commit.
struct Tree: ~Copyable {
  struct Entry {
    /// As written: any bytes but NUL.
    let name: [UInt8]
    let id: ObjectID
    /// As written: not only the modes that git itself writes.
    let mode: UInt32
  }

  private let pointer: OpaquePointer

  /// - Throws: also if the object is no tree, or a malformed one.
  init(_ id: ObjectID, in repository: Repository) throws(GitLibraryError) {
    var raw = id.raw
    var tree: OpaquePointer?
    try check("read folder \(id.digits)", git_tree_lookup(&tree, repository.pointer, &raw))
    guard let tree else {
      throw GitLibraryError("read folder \(id.digits)", code: GIT_ERROR.rawValue)
    }
    pointer = tree
  }

  deinit { git_tree_free(pointer) }

  var count: Int { git_tree_entrycount(pointer) }

  var entries: [Entry] {
    (0..<count).compactMap { index -> Entry? in
      guard let entry = git_tree_entry_byindex(pointer, index),
        let name = git_tree_entry_name(entry), let id = git_tree_entry_id(entry)
      else { return nil }
      return Entry(
        name: Array(
          UnsafeBufferPointer(start: name, count: strlen(name)).map(UInt8.init(bitPattern:))),
        id: ObjectID(id.pointee),
        mode: UInt32(bitPattern: Int32(git_tree_entry_filemode_raw(entry).rawValue)))
    }
  }
}
