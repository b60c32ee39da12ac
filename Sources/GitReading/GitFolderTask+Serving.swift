public import GitSource
public import Workers

extension GitFolderTask: ServedTask {
  /// Reads the folder, file by file.
  ///
  /// - Throws: ``GitSourceError``
  public static func run(
    _ request: Request, report: (GitFile) throws -> Void
  ) throws -> Int {
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
