public import GitSource
public import Workers

extension GitReadTask: ServedTask {
  /// Fetches unless told otherwise, checks the whole commit, then reports its specs.
  ///
  /// - Throws: ``GitSourceError``
  public static func run(
    _ request: GitReadRequest, report: (GitFile) throws -> Void
  ) throws -> GitReadReply {
    let address = try RepositoryAddress(request.remote.url)
    let path = try SpecPath(request.path)
    try checkName(request)
    let reading = try CommitReading(request: request, address: address, path: path)
    let content = try reading.run()
    for file in content.files { try report(file) }
    return GitReadReply(
      revision: content.revision, stale: content.stale, folders: content.folders)
  }

  private static func checkName(_ request: GitReadRequest) throws(GitSourceError) {
    guard request.accepted == nil || request.acceptedID != nil else {
      throw GitSourceError("read", .setting, "the accepted commit is no object id")
    }
    guard Repository.isValidName(request.reference) else {
      throw GitSourceError(
        "read", .setting,
        "'\(neutralised(request.reference))' can't be the name of a branch, a tag or a commit")
    }
  }
}

extension GitReadRequest {
  var acceptedID: ObjectID? { accepted.flatMap(ObjectID.init) }
  /// The commit that may be read in place of the reference.
  var standIn: ObjectID? { acceptedReference.map { $0 == reference } ?? true ? acceptedID : nil }
}
