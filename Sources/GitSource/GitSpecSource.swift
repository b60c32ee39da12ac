public import Reconciling
public import Workers

import ContainerModel
import Synchronization

/// Specs from a git repository. Everything that touches git is done by workers.
public struct GitSpecSource: SpecSource {
  private let remote: GitRemote
  private let mirror: String
  private let launcher: WorkerLauncher
  private let timeout: Duration
  private let userAgent: String

  /// Makes a source.
  ///
  /// - Parameters:
  ///   - remote: the repository.
  ///   - mirror: where it is mirrored, an absolute path in the state directory.
  ///   - launcher: starts the workers, which must serve ``GitReadTask`` and ``GitFolderTask``.
  ///   - timeout: how long a server may take.
  ///   - userAgent: what servers are told that this program is.
  public init(
    remote: GitRemote, mirror: String, launcher: WorkerLauncher, timeout: Duration,
    userAgent: String = "turris-apply"
  ) {
    self.remote = remote
    self.mirror = mirror
    self.launcher = launcher
    self.timeout = timeout
    self.userAgent = userAgent
  }

  /// Reads the specs of one commit. Where the server can't be reached, takes too long or brings
  /// the worker down, the accepted commit stands in and the tree is stale.
  public func read(_ request: SourceRequest) async throws(OperationError) -> SourceTree {
    var asked = GitReadRequest(
      remote: remote, mirror: mirror, reference: request.reference, path: request.path,
      accepted: request.accepted, acceptedReference: request.acceptedReference,
      allowRewind: request.allowRewind, noFetch: request.noFetch,
      dryRun: request.dryRun, userAgent: userAgent)
    do throws(WorkerError) {
      return try await tree(asked)
    } catch {
      guard error.isFaultOfServer, !request.noFetch, request.accepted != nil else {
        throw operationError(error)
      }
      asked.noFetch = true
      do throws(WorkerError) {
        var tree = try await tree(asked)
        tree.stale = error.description
        return tree
      } catch let second {
        throw operationError(second)
      }
    }
  }

  /// Reads the files of a folder of a commit that was read before.
  public func files(
    of folder: String, commit: String
  ) async throws(OperationError) -> [FolderFile] {
    let request = GitFolderTask.Request(mirror: mirror, commit: commit, folder: folder)
    let files = Mutex<[FolderFile]>([])
    do throws(WorkerError) {
      let count = try await launcher.run(GitFolderTask.self, request, deadline: timeout) { file in
        let file = FolderFile(
          path: file.path, isExecutable: file.isExecutable, bytes: Array(file.content))
        files.withLock { $0.append(file) }
      }
      return files.withLock { Array($0.prefix(count)) }
    } catch {
      throw operationError(error)
    }
  }

  /// Asks the server whether it has `reference`, fetches nothing, and needs no mirror.
  ///
  /// - Returns: false where the server has no branch or tag of that name, but it may be a commit, which only fetching could tell.
  public func finds(_ reference: String) async throws(OperationError) -> Bool {
    let request = GitReferencesTask.Request(
      remote: remote, reference: reference, userAgent: userAgent)
    do throws(WorkerError) {
      return try await launcher.run(GitReferencesTask.self, request, deadline: timeout)
    } catch {
      throw operationError(error)
    }
  }

  private func tree(_ request: GitReadRequest) async throws(WorkerError) -> SourceTree {
    let files = Mutex<[SourceFile]>([])
    let reply = try await launcher.run(GitReadTask.self, request, deadline: timeout) { file in
      files.withLock { $0.append(SourceFile(path: file.path, bytes: Array(file.content))) }
    }
    return SourceTree(
      revision: reply.revision, stale: reply.stale, files: files.withLock { $0 },
      folders: reply.folders)
  }

  private func operationError(_ error: WorkerError) -> OperationError {
    guard case .failed(_, let failure) = error, let cause = failure.error(as: GitSourceError.self)
    else {
      return OperationError(
        operation: "read", subject: remote.displayName, cause: error.description,
        isPassing: error.isFaultOfServer)
    }
    return OperationError(
      operation: cause.operation, subject: remote.displayName, cause: cause.cause,
      details: cause.details, isPassing: !cause.isTerminal)
  }
}

extension WorkerError {
  /// Whether a server that is slow or hostile can have brought this about.
  fileprivate var isFaultOfServer: Bool {
    switch self {
    case .deadlineExceeded, .crashed, .exitedWithoutReply, .badReply: true
    case .failed, .couldNotStart, .cancelled: false
    }
  }
}
