import CLibGit2

/// Collects objects into a new pack of their repository.
struct PackBuilder: ~Copyable {
  private let repository: Repository
  private let pointer: OpaquePointer

  init(_ repository: Repository) throws(GitLibraryError) {
    var pointer: OpaquePointer?
    try check("make a pack", git_packbuilder_new(&pointer, repository.pointer))
    guard let pointer else { throw GitLibraryError("make a pack", code: GIT_ERROR.rawValue) }
    self.pointer = pointer
    self.repository = repository
  }

  deinit { git_packbuilder_free(pointer) }

  /// Adds a commit with its ancestors and all that they hold, or an annotated tag and its commit.
  func insert(_ id: ObjectID) throws(GitLibraryError) {
    let commit = try repository.commit(at: id).id
    if commit != id {
      var raw = id.raw
      try check("pack \(id.digits)", git_packbuilder_insert(pointer, &raw, nil))
    }
    var walk: OpaquePointer?
    try check("walk through the history", git_revwalk_new(&walk, repository.pointer))
    defer { git_revwalk_free(walk) }
    var raw = commit.raw
    try check("walk through the history", git_revwalk_push(walk, &raw))
    try check("pack \(commit.digits)", git_packbuilder_insert_walk(pointer, walk))
  }

  /// Writes pack and index.
  ///
  /// - Returns: the digits in their names.
  func write() throws(GitLibraryError) -> String {
    try check("write a pack", git_packbuilder_write(pointer, nil, 0o600, nil, nil))
    guard let name = git_packbuilder_name(pointer) else {
      throw GitLibraryError("write a pack", code: GIT_ERROR.rawValue)
    }
    return String(cString: name)
  }
}
