import GitSource
import CLibGit2

/// Finds the commit that a name means now, and brings it into a repository.
struct CommitSearch {
  let request: GitReadRequest
  let address: RepositoryAddress
  let credentials: Credentials
  let mirror: Mirror
  /// Where to fetch to: the mirror, one that is being made, or a scratch repository.
  let repository: Repository
  /// Whether the mirror, or the new one, may be changed.
  let keeps: Bool
  /// Whether nothing in reach of `repository` is older than this run.
  let isNew: Bool

  /// What was found.
  struct Finding {
    let commit: ObjectID
    /// Whether anything was fetched.
    let hasFetched: Bool
  }

  /// Asks the server, unless the name is that of a commit which is here.
  func run() throws(GitSourceError) -> Finding {
    if let id = ObjectID(request.reference), repository.contains(id) {
      return try accept(commit(at: id), reference: nil, hasFetched: false)
    }
    let session = RemoteSession(credentials)
    do {
      return try ask(Remote(address, for: repository, session: session))
    } catch let error as GitSourceError {
      throw error
    } catch let error as GitLibraryError {
      throw GitSourceError(
        error, refusal: session.refusal, remote: request.remote, isMirrorNew: isNew)
    } catch {
      throw GitSourceError("fetch", .unreachable, String(describing: error))
    }
  }

  private func ask(_ remote: borrowing Remote) throws -> Finding {
    let references = try remote.references()
    guard !references.isEmpty else { throw GitSourceError.emptyRepository }
    switch references.meaning(of: request.reference) {
    case .reference(let name, let target):
      let isHere = repository.contains(target)
      if !isHere { try remote.download([name]) }
      let commit = try commit(at: target)
      return try accept(commit, reference: (name, target), hasFetched: !isHere)
    case .ambiguous:
      throw GitSourceError.ambiguous(name)
    case .other:
      return try findCommit(references, remote)
    }
  }

  private func findCommit(
    _ references: ServerReferences, _ remote: borrowing Remote
  ) throws -> Finding {
    let digits = request.reference.lowercased()
    guard ServerReferences.mayBeCommit(digits) else { throw references.lack(of: name) }
    var hasFetched = false
    var found = try repository.object(beginning: digits)
    if found == nil {
      // Servers give out commits by name only where they are told to: everything is fetched once.
      try remote.download(["refs/heads/*", "refs/tags/*"])
      hasFetched = true
      found = try repository.object(beginning: digits)
    }
    guard let found else { throw references.lack(of: name) }
    let commit = try commit(at: found)
    return try accept(commit, reference: ("commit", commit), hasFetched: hasFetched)
  }

  private var name: String { neutralised(request.reference) }

  private func commit(at id: ObjectID) throws(GitSourceError) -> ObjectID {
    do throws(GitLibraryError) {
      return try repository.commit(at: id).id
    } catch {
      if error.code == GIT_EPEEL || error.code == GIT_EINVALIDSPEC {
        throw GitSourceError("fetch", .noReference, "'\(name)' is no commit and leads to none")
      }
      throw .damagedMirror(error)
    }
  }

  /// A commit counts only if it descends from the one before, unless told otherwise. Only then is
  /// the tip kept, since a refused one should not look like what was there.
  private func accept(
    _ commit: ObjectID, reference: (name: String, target: ObjectID)?, hasFetched: Bool
  ) throws(GitSourceError) -> Finding {
    try readingMirror {
      if let accepted = request.acceptedID, accepted != commit, !request.allowRewind {
        guard repository.contains(accepted), try repository.descends(commit, from: accepted) else {
          throw GitSourceError.rewound(commit, accepted: accepted, name: name)
        }
      }
      if keeps, let reference {
        let tip = mirror.tip(of: reference.name)
        if try repository.target(of: tip) != reference.target {
          try repository.set(tip, to: reference.target)
        }
      }
    }
    return Finding(commit: commit, hasFetched: hasFetched)
  }
}

extension GitSourceError {
  fileprivate static func rewound(
    _ commit: ObjectID, accepted: ObjectID, name: String
  ) -> GitSourceError {
    GitSourceError(
      "fetch", .rewound,
      "'\(name)' is now at \(commit.digits.prefix(7)), which does not descend from the last "
        + "accepted commit \(accepted.digits.prefix(7)): it was rewound or force-pushed; if that "
        + "is meant, run once with --allow-rewind")
  }
}
