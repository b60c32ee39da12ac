import ContainerModel
import GitSource
import CLibGit2
import Glibc

extension GitSourceError {
  /// What an error of libgit2 means, when it comes while a server is talked to.
  ///
  /// - Parameters:
  ///   - error: what the library says.
  ///   - refusal: why this side ended the conversation, if it did.
  ///   - remote: the repository.
  ///   - isMirrorNew: whether the mirror was made just now, so that it can't be what is damaged.
  init(
    _ error: GitLibraryError, refusal: RemoteSession.Refusal?, remote: GitRemote,
    isMirrorNew: Bool
  ) {
    if let refusal {
      self.init(refusal, remote: remote)
    } else if let resources = GitSourceError(lackOfResources: error) {
      self = resources
    } else if error.code == GIT_EAUTH {
      self.init(.rejectedCredentials, remote: remote)
    } else if error.code == GIT_ECERTIFICATE {
      self.init(.certificate, remote: remote)
    } else if let status = error.httpStatus {
      self.init(httpStatus: status, remote: remote)
    } else if error.meansMalformedObject {
      self.init("read", .refused, "the repository holds a malformed object", details: [error.text])
    } else if error.concernsObjects, !isMirrorNew {
      self.init("fetch", .mirror, "the mirror is damaged", details: [error.text])
    } else if error.concernsObjects, error.operation != "connect", remote.url.hasPrefix("/") {
      self.init(
        "read", .refused, "the repository at '\(neutralised(remote.url))' is damaged",
        details: [error.text])
    } else if error.operation == "connect", remote.url.hasPrefix("/") {
      self.init(
        "fetch", .unreachable,
        "there is no git repository at '\(neutralised(remote.url))'; is its disk mounted?",
        details: [error.text])
    } else if error.message.hasPrefix("cannot redirect") {
      self.init(
        "fetch", .unreachable,
        "the server redirects to another one, which is not followed; is there a portal in between "
          + "that wants a log-in, or has the repository moved?", details: [error.text])
    } else if error.message.hasPrefix("invalid content-type") {
      self.init(
        "fetch", .unreachable,
        "the server does not answer as a git server does; is there a portal in between that wants "
          + "a log-in, or is the address wrong?", details: [error.text])
    } else {
      self.init("fetch", .unreachable, error.text)
    }
  }

  /// No space, no memory, a file too large; `nil` if it is something else.
  init?(lackOfResources error: GitLibraryError) {
    let lacking = [ENOSPC, EDQUOT, EROFS, EFBIG, ENOMEM, EMFILE, ENFILE].contains { number in
      error.message.contains(String(cString: strerror(number)))
    }
    guard lacking || error.category == GIT_ERROR_NOMEMORY else { return nil }
    self.init("fetch", .resources, error.text)
  }

  private init(_ refusal: RemoteSession.Refusal, remote: GitRemote) {
    let file = remote.knownHosts ?? ""
    switch refusal {
    case .unknownHostKey(let key):
      self.init(
        "fetch", .hostKey,
        "the server shows the \(neutralised(key.type)) key \(key.fingerprint), and '\(file)' has "
          + "none for it; compare it with the server's own and add it")
    case .otherHostKey(let key, let pinned):
      self.init(
        "fetch", .hostKey,
        "the server shows the \(neutralised(key.type)) key \(key.fingerprint), which is not the one "
          + "in '\(file)'; either the server's key was changed or this is another server",
        details: pinned.map { "expected \(neutralised($0.type)) \($0.fingerprint)" })
    case .certificate:
      self.init(certificateRefusedAt: Int64(time(nil)))
    case .missingCredentials:
      self.init(
        "fetch", .authentication,
        "the server wants credentials; set repository.tokenFile for https or sshKey for ssh")
    case .rejectedCredentials:
      self.init(
        "fetch", .authentication,
        "the server does not accept the "
          + (remote.sshKey.map { "key '\($0)'; is it allowed there, and without passphrase?" }
            ?? remote.tokenFile.map { "token in '\($0)'; has it expired?" } ?? "credentials"))
    case .tooLarge:
      self.init(
        "fetch", .refused,
        "the repository sends more than \(RemoteSession.byteLimit >> 20) MiB; it is too large")
    }
  }

  /// A wrong clock is the likely cause, and no reason to trust anybody.
  private init(certificateRefusedAt now: Int64) {
    let date = Revision.rfc3339(seconds: now, offset: 0)
    let cause =
      WallClock.isPlausible(now)
      ? "the server's certificate is not valid: expired, of another name, or by an authority that "
        + "is not known here (repository.caFile adds one); is the clock right? It says \(date)"
      : "this machine's clock is wrong: it says \(date), when no certificate is valid yet; set it, or "
        + "see why no time server does"
    self.init("fetch", .certificate, cause)
  }

  private init(httpStatus status: Int, remote: GitRemote) {
    switch status {
    case 401, 403:
      self.init(.rejectedCredentials, remote: remote)
    case 404, 410:
      self.init(
        "fetch", .noRepository,
        "the server knows no such repository (HTTP status \(status)); is the address right, and "
          + "does the token allow to read it?")
    case 300..<400:
      self.init(
        "fetch", .unreachable,
        "the server redirects (HTTP status \(status)), which is not followed; is there a portal in "
          + "between that wants a log-in, or has the repository moved?")
    default:
      self.init("fetch", .unreachable, "the server answers with HTTP status \(status)")
    }
  }
}

extension GitLibraryError {
  /// What was tried and what came of it.
  var text: String { "can't \(operation): \(message)" }

  /// Whether it is about stored objects and references rather than about a connection.
  var concernsObjects: Bool {
    [
      GIT_ERROR_ODB, GIT_ERROR_OBJECT, GIT_ERROR_REFERENCE, GIT_ERROR_ZLIB, GIT_ERROR_REPOSITORY,
      GIT_ERROR_CONFIG, GIT_ERROR_INDEXER, GIT_ERROR_TREE, GIT_ERROR_TAG, GIT_ERROR_SHA,
      GIT_ERROR_INVALID,
    ].contains(category)
  }

  /// Whether an object was read whole, and is not what it should be.
  var meansMalformedObject: Bool {
    [GIT_ERROR_OBJECT, GIT_ERROR_TREE, GIT_ERROR_TAG].contains(category)
      && ![GIT_ENOTFOUND, GIT_EMISMATCH].contains(code)
  }

  /// The number at the end of `unexpected http status code: 404`.
  fileprivate var httpStatus: Int? {
    guard category == GIT_ERROR_HTTP, let word = message.split(separator: " ").last,
      word.utf8.count == 3
    else { return nil }
    return Int(word)
  }
}
