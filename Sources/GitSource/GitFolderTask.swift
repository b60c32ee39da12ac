public import Workers

/// Reads the files of one folder of a commit that is in the mirror, in a worker.
public enum GitFolderTask: WorkerTask {
  /// What to read.
  public struct Request: Codable, Hashable, Sendable {
    /// The bare mirror, an absolute path.
    public var mirror: String
    /// 40 hexadecimal digits.
    public var commit: String
    /// The folder, relative to the repository's root.
    public var folder: String
  }

  /// What it is called on the command line.
  public static let name = "git-folder"

  /// Reports every file, sorted by path.
  ///
  /// - Returns: how many there were.
  /// - Throws: ``GitSourceError``
  public static func run(_ request: Request, report: (GitFile) throws -> Void) throws -> Int {
    let path = try SpecPath(request.folder)
    guard let commit = ObjectID(request.commit) else {
      throw GitSourceError("read", .setting, "the commit is no object id")
    }
    try Confinement.begin()
    do {
      try GitLibrary.start(userAgent: "", certificateAuthorities: nil)
      let mirror = Mirror(request.mirror, of: GitRemote(url: ""))
      guard let repository = try mirror.open() else {
        throw GitSourceError("read", .mirror, "nothing was fetched yet")
      }
      let root = try repository.commit(at: commit).tree
      var reader = FolderReader(repository)
      return try reader.read(path.tree(from: root, in: repository), body: report)
    } catch let error as GitLibraryError {
      throw GitSourceError.damagedMirror(error)
    }
  }
}
