public import GitSource
public import Workers

import SystemPackage

extension GitReferencesTask: ServedTask {
  /// Asks, into a repository in memory.
  ///
  /// - Throws: ``GitSourceError``
  public static func run(
    _ request: Request, report: (Progress) throws -> Void
  ) throws -> Bool {
    let address = try RepositoryAddress(request.remote.url)
    let setting = try Surroundings(request.reading, address)
    guard let memory = setting.memory else {
      throw GitSourceError("fetch", .resources, "no private directory for temporary files")
    }
    let session = RemoteSession(setting.credentials)
    do {
      try GitLibrary.start(
        userAgent: request.userAgent, certificateAuthorities: setting.authorities)
      let scratch = try Repository.create(memory.path.appending("scratch.git"))
      return try judge(
        Remote(address, for: scratch, session: session).references(), request.reference)
    } catch let error as GitLibraryError {
      throw GitSourceError(
        error, refusal: session.refusal, remote: request.remote, isMirrorNew: true)
    }
  }

  private static func judge(
    _ references: ServerReferences, _ reference: String
  ) throws(GitSourceError) -> Bool {
    guard !references.isEmpty else { throw .emptyRepository }
    let name = neutralised(reference)
    switch references.meaning(of: reference) {
    case .reference: return true
    case .ambiguous: throw .ambiguous(name)
    case .other:
      guard ServerReferences.mayBeCommit(reference.lowercased()) else {
        throw references.lack(of: name)
      }
      return false
    }
  }
}
