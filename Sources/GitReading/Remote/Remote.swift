import GitSource
import CLibGit2
import Glibc

/// A repository elsewhere, as seen from an open one.
struct Remote: ~Copyable {
  private let pointer: OpaquePointer
  private let session: RemoteSession

  /// - Parameters:
  ///   - address: as it stands; no configuration may make another one of it.
  ///   - repository: where to put what is fetched.
  ///   - session: answers the questions of the library.
  init(
    _ address: RepositoryAddress, for repository: Repository, session: RemoteSession
  ) throws(GitLibraryError) {
    var options = git_remote_create_options()
    let version = UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION)
    try check("prepare to fetch", git_remote_create_options_init(&options, version))
    options.repository = repository.pointer
    options.flags =
      GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue
      | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC.rawValue
    var pointer: OpaquePointer?
    try check("prepare to fetch", git_remote_create_with_opts(&pointer, address.text, &options))
    guard let pointer else {
      throw GitLibraryError("prepare to fetch", code: GIT_ERROR.rawValue)
    }
    self.pointer = pointer
    self.session = session
  }

  deinit { git_remote_free(pointer) }

  /// Connects, and asks for all references and what they point to.
  func references() throws(GitLibraryError) -> ServerReferences {
    var options = git_remote_connect_options()
    let version = UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION)
    try check("connect", git_remote_connect_options_init(&options, version))
    options.callbacks = try session.callbacks
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
    options.proxy_opts.type = GIT_PROXY_NONE
    try check("connect", git_remote_connect_ext(pointer, GIT_DIRECTION_FETCH, &options))
    var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
    var count = 0
    try check("list references", git_remote_ls(&heads, &count, pointer))
    var targets: [String: ObjectID] = [:]
    for index in 0..<count {
      guard let head = heads?[index], let name = head.pointee.name else { continue }
      targets[String(cString: name)] = ObjectID(head.pointee.oid)
    }
    return ServerReferences(targets)
  }

  /// Gets what the given references need and is not there yet. Changes no reference, and not
  /// `FETCH_HEAD`.
  ///
  /// - Parameter references: full names, or patterns such as `refs/heads/*`.
  func download(_ references: [String]) throws(GitLibraryError) {
    var options = git_fetch_options()
    let version = UInt32(GIT_FETCH_OPTIONS_VERSION)
    try check("fetch", git_fetch_options_init(&options, version))
    options.callbacks = try session.callbacks
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
    options.proxy_opts.type = GIT_PROXY_NONE
    options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
    options.update_fetchhead = 0
    var specs = references.map { strdup("\($0):\($0)") }
    defer { for spec in specs { free(spec) } }
    let result = specs.withUnsafeMutableBufferPointer { buffer in
      var list = git_strarray(strings: buffer.baseAddress, count: buffer.count)
      return git_remote_download(pointer, &list, &options)
    }
    try check("fetch", result)
  }
}
