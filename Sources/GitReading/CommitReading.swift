import GitSource
import CLibGit2
import ContainerModel
import FoundationEssentials
import SystemPackage

/// One reading of a repository: finds the commit, reads it, and mends the mirror if need be.
struct CommitReading {
  struct Content {
    var revision: Revision
    var stale: String?
    var files: [GitFile]
    var folders: [String: String]
  }

  /// Where the objects come from.
  private enum Store {
    case mirror
    /// A mirror made from nothing, in place of a missing or damaged one.
    case newMirror
    /// A repository in memory that also sees the mirror.
    case scratch
    case newScratch
  }

  private let request: GitReadRequest
  private let address: RepositoryAddress
  private let path: SpecPath
  private let mirror: Mirror
  private let credentials: Credentials
  private let memory: PrivateDirectory?

  /// Gives up what is not needed, and sets up the library.
  init(
    request: GitReadRequest, address: RepositoryAddress, path: SpecPath
  ) throws(GitSourceError) {
    self.request = request
    self.address = address
    self.path = path
    mirror = Mirror(request.mirror, of: request.remote)
    let setting = try Surroundings(request, address)
    credentials = setting.credentials
    memory = setting.memory
    do throws(GitLibraryError) {
      try GitLibrary.start(
        userAgent: request.userAgent, certificateAuthorities: setting.authorities)
    } catch {
      throw GitSourceError("fetch", .setting, error.text)
    }
  }

  /// Reads the commit. A mirror that turns out to be damaged is made anew, once.
  func run() throws(GitSourceError) -> Content {
    do throws(GitSourceError) {
      if request.noFetch { return try readMirror(stale: nil) }
      if request.dryRun { return try fetchAndRead(.scratch) }
      return try fetchAndRead(mirror.open() == nil ? .newMirror : .mirror)
    } catch {
      guard error.fault == .mirror, !request.noFetch else { throw error }
      return try startOver(after: error)
    }
  }

  private func startOver(after first: GitSourceError) throws(GitSourceError) -> Content {
    do throws(GitSourceError) {
      return try fetchAndRead(request.dryRun ? .newScratch : .newMirror)
    } catch {
      throw GitSourceError(
        error.operation, error.fault, error.cause,
        details: error.details + ["before that: \(first)"] + first.details)
    }
  }

  private func fetchAndRead(_ store: Store) throws(GitSourceError) -> Content {
    do throws(GitSourceError) {
      let repository = try open(store)
      let search = CommitSearch(
        request: request, address: address, credentials: credentials, mirror: mirror,
        repository: repository, keeps: !request.dryRun,
        isNew: store == .newMirror || store == .newScratch)
      let finding = try search.run()
      let content = try content(of: finding.commit, in: repository)
      if store == .newMirror { try mirror.finish() }
      if store == .mirror, finding.hasFetched { try compact(repository, keeping: finding.commit) }
      return content
    } catch {
      if store == .newMirror { try mirror.abandon() }
      guard error.fault == .unreachable, request.accepted != nil, store != .newMirror else {
        throw error
      }
      return try readMirror(stale: error)
    }
  }

  private func open(_ store: Store) throws(GitSourceError) -> Repository {
    switch store {
    case .mirror:
      if let repository = try mirror.open() { return repository }
      return try mirror.begin()
    case .newMirror:
      return try mirror.begin()
    case .scratch, .newScratch:
      guard let memory else {
        throw GitSourceError("fetch", .resources, "no private directory for temporary files")
      }
      return try readingMirror {
        let name = store == .scratch ? "scratch.git" : "second.git"
        let scratch = try Repository.create(memory.path.appending(name))
        if store == .scratch, let kept = try mirror.open() { try scratch.build(on: kept) }
        return scratch
      }
    }
  }

  /// Reads the commit that was accepted for this reference or, if there is none, the last tip that was fetched.
  private func readMirror(stale cause: GitSourceError?) throws(GitSourceError) -> Content {
    guard let repository = try mirror.open() else {
      throw cause
        ?? GitSourceError(
          "read", .mirror, "nothing was fetched yet; run once without --no-fetch")
    }
    let commit = try readingMirror { try request.standIn ?? lastTip(in: repository) }
    guard let commit else {
      throw GitSourceError(
        "read", .noReference,
        "'\(neutralised(request.reference))' was not fetched yet; run once without --no-fetch")
    }
    var content = try content(of: commit, in: repository)
    content.stale = cause?.cause
    return content
  }

  private func lastTip(in repository: Repository) throws(GitLibraryError) -> ObjectID? {
    let name = request.reference
    for reference in ["refs/heads/\(name)", "refs/tags/\(name)", name] {
      if let target = try repository.target(of: mirror.tip(of: reference)) {
        return try repository.commit(at: target).id
      }
    }
    let digits = name.lowercased()
    guard (7...40).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit) else { return nil }
    return try repository.object(beginning: digits)
  }

  private func content(
    of id: ObjectID, in repository: Repository
  ) throws(GitSourceError) -> Content {
    try readingMirror {
      do {
        let commit = try repository.commit(at: id)
        var reader = SpecReader(repository, path: path)
        let (files, folders) = try reader.read(commit.tree)
        return Content(
          revision: Revision(commit, reference: request.reference), files: files, folders: folders)
      } catch let error as GitLibraryError where error.meansMalformedObject {
        throw GitSourceError(
          "read", .refused, "commit \(id.digits.prefix(7)) is malformed", details: [error.text])
      }
    }
  }

  private func compact(_ repository: Repository, keeping commit: ObjectID) throws(GitSourceError) {
    var kept = [commit]
    if let accepted = request.acceptedID { kept.append(accepted) }
    try PackCompaction(repository, mirror: mirror).runIfDue(keeping: kept)
  }
}
