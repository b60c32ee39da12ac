import CLibGit2
import SystemPackage

/// An open bare repository.
final class Repository {
  let path: FilePath
  let pointer: OpaquePointer
  let objects: OpaquePointer

  private init(_ pointer: OpaquePointer, path: FilePath) throws(GitLibraryError) {
    self.path = path
    self.pointer = pointer
    var objects: OpaquePointer?
    let result = git_repository_odb(&objects, pointer)
    guard result >= 0, let objects else {
      let error = GitLibraryError("open the objects", code: result)
      git_repository_free(pointer)
      throw error
    }
    self.objects = objects
  }

  deinit {
    git_odb_free(objects)
    git_repository_free(pointer)
  }

  /// Opens the repository that lies at exactly this path.
  static func open(_ path: FilePath) throws(GitLibraryError) -> Repository {
    var pointer: OpaquePointer?
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_BARE.rawValue
    try check("open the mirror", git_repository_open_ext(&pointer, path.string, flags, nil))
    return try wrap(pointer, path)
  }

  /// Makes an empty bare repository; the directory must not exist.
  static func create(_ path: FilePath) throws(GitLibraryError) -> Repository {
    var options = git_repository_init_options()
    let version = UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)
    try check("make a mirror", git_repository_init_options_init(&options, version))
    options.flags =
      GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
      | GIT_REPOSITORY_INIT_MKDIR.rawValue
    var pointer: OpaquePointer?
    try check("make a mirror", git_repository_init_ext(&pointer, path.string, &options))
    return try wrap(pointer, path)
  }

  private static func wrap(
    _ pointer: OpaquePointer?, _ path: FilePath
  ) throws(GitLibraryError) -> Repository {
    guard let pointer else { throw GitLibraryError("open the mirror", code: GIT_ERROR.rawValue) }
    return try Repository(pointer, path: path)
  }

  /// Takes the objects of another repository for its own, and its references, so that only what
  /// the other has not is fetched.
  func build(on other: Repository) throws(GitLibraryError) {
    let directory = other.path.appending("objects").string
    try check("use the mirror", git_odb_add_disk_alternate(objects, directory))
    for reference in try other.references() {
      if let target = try other.target(of: reference) { try set(reference, to: target) }
    }
  }

  // MARK: Objects

  func contains(_ id: ObjectID) -> Bool {
    var raw = id.raw
    return git_odb_exists(objects, &raw) == 1
  }

  /// Type and size of an object, without reading it.
  func header(of id: ObjectID) throws(GitLibraryError) -> (type: git_object_t, size: Int64) {
    var raw = id.raw
    var size = 0
    var type = GIT_OBJECT_INVALID
    try check("look at object \(id.digits)", git_odb_read_header(&size, &type, objects, &raw))
    return (type, Int64(size))
  }

  /// The content of an object.
  func content(of id: ObjectID) throws(GitLibraryError) -> [UInt8] {
    var raw = id.raw
    var object: OpaquePointer?
    try check("read object \(id.digits)", git_odb_read(&object, objects, &raw))
    defer { git_odb_object_free(object) }
    let bytes = UnsafeRawBufferPointer(
      start: git_odb_object_data(object), count: git_odb_object_size(object))
    return Array(bytes)
  }

  /// The commit that an object is, or that an annotated tag leads to.
  func commit(at id: ObjectID) throws(GitLibraryError) -> Commit {
    var raw = id.raw
    var object: OpaquePointer?
    try check(
      "read object \(id.digits)", git_object_lookup(&object, pointer, &raw, GIT_OBJECT_ANY))
    defer { git_object_free(object) }
    var commit: OpaquePointer?
    try check("find a commit at \(id.digits)", git_object_peel(&commit, object, GIT_OBJECT_COMMIT))
    guard let commit else {
      throw GitLibraryError("find a commit at \(id.digits)", code: GIT_ERROR.rawValue)
    }
    return Commit(commit)
  }

  /// The object whose name begins so, or `nil` if there is none.
  ///
  /// - Throws: also if there are several (`GIT_EAMBIGUOUS`).
  func object(beginning digits: String) throws(GitLibraryError) -> ObjectID? {
    var short = git_oid()
    var found = git_oid()
    let count = digits.utf8.count
    try check("read '\(digits)'", git_oid_fromstrn(&short, digits, count))
    let result = git_odb_exists_prefix(&found, objects, &short, count)
    if result == GIT_ENOTFOUND.rawValue { return nil }
    try check("look for '\(digits)'", result)
    return ObjectID(found)
  }

  /// Whether `ancestor` is among the ancestors of `commit`.
  func descends(_ commit: ObjectID, from ancestor: ObjectID) throws(GitLibraryError) -> Bool {
    var younger = commit.raw
    var older = ancestor.raw
    return try check("compare commits", git_graph_descendant_of(pointer, &younger, &older)) == 1
  }

  // MARK: References

  /// Whether there can be a branch, a tag or a commit of that name, or it is the full name of one.
  static func isValidName(_ name: String) -> Bool {
    var isValid: Int32 = 0
    let full = name.hasPrefix("refs/") || name == "HEAD" ? name : "refs/heads/\(name)"
    return name.utf8.count <= 200 && git_reference_name_is_valid(&isValid, full) == 0
      && isValid == 1
  }

  /// What a reference points to, or `nil` if there is none.
  func target(of reference: String) throws(GitLibraryError) -> ObjectID? {
    var raw = git_oid()
    let result = git_reference_name_to_id(&raw, pointer, reference)
    if result == GIT_ENOTFOUND.rawValue { return nil }
    try check("read \(reference)", result)
    return ObjectID(raw)
  }

  /// Makes a reference point to an object.
  func set(_ reference: String, to id: ObjectID) throws(GitLibraryError) {
    var raw = id.raw
    var handle: OpaquePointer?
    try check("set \(reference)", git_reference_create(&handle, pointer, reference, &raw, 1, nil))
    git_reference_free(handle)
  }

  func remove(_ reference: String) throws(GitLibraryError) {
    try check("remove \(reference)", git_reference_remove(pointer, reference))
  }

  /// The names of all references.
  func references() throws(GitLibraryError) -> [String] {
    var list = git_strarray()
    try check("list references", git_reference_list(&list, pointer))
    defer { git_strarray_dispose(&list) }
    return (0..<list.count).compactMap { list.strings[$0].map { String(cString: $0) } }
  }
}
