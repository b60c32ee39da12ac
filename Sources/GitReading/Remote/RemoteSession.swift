import CLibGit2
import FoundationEssentials

/// What libgit2 asks during one conversation with a server, and why the answer was no.
final class RemoteSession {
  enum Refusal: Hashable {
    case unknownHostKey(KnownHosts.Key)
    case otherHostKey(KnownHosts.Key, pinned: [KnownHosts.Key])
    case certificate
    case missingCredentials
    case rejectedCredentials
    case tooLarge
  }

  /// The most bytes that are taken from a server in one fetch.
  static let byteLimit = 512 << 20

  /// Why the conversation was ended by this side; `nil` if it wasn't.
  private(set) var refusal: Refusal?

  private let credentials: Credentials
  private var wasAsked = false

  init(_ credentials: Credentials) {
    self.credentials = credentials
  }

  /// The functions that libgit2 calls; valid as long as the session is.
  var callbacks: git_remote_callbacks {
    get throws(GitLibraryError) {
      var callbacks = git_remote_callbacks()
      let version = UInt32(GIT_REMOTE_CALLBACKS_VERSION)
      try check("prepare to fetch", git_remote_init_callbacks(&callbacks, version))
      callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
      callbacks.credentials = { result, _, user, allowed, payload in
        RemoteSession.of(payload)?.supply(result, user: user, allowed: allowed)
          ?? GIT_EUSER.rawValue
      }
      callbacks.certificate_check = { certificate, isValid, _, payload in
        RemoteSession.of(payload)?.judge(certificate, isValid: isValid == 1)
          ?? GIT_ECERTIFICATE.rawValue
      }
      callbacks.transfer_progress = { progress, payload in
        guard let progress else { return 0 }
        return RemoteSession.of(payload)?.bound(progress.pointee) ?? GIT_EUSER.rawValue
      }
      return callbacks
    }
  }

  private static func of(_ payload: UnsafeMutableRawPointer?) -> RemoteSession? {
    payload.map { Unmanaged<RemoteSession>.fromOpaque($0).takeUnretainedValue() }
  }

  private func refuse(_ refusal: Refusal, _ code: git_error_code) -> Int32 {
    self.refusal = refusal
    return code.rawValue
  }

  private func bound(_ progress: git_indexer_progress) -> Int32 {
    progress.received_bytes > Self.byteLimit ? refuse(.tooLarge, GIT_EUSER) : 0
  }

  private func supply(
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?,
    user: UnsafePointer<CChar>?, allowed: UInt32
  ) -> Int32 {
    if allowed & GIT_CREDENTIAL_USERNAME.rawValue != 0 {
      return git_credential_username_new(result, "git")
    }
    // Asked again: what was shown the first time was not good enough.
    if wasAsked { return refuse(.rejectedCredentials, GIT_EAUTH) }
    wasAsked = true
    if let key = credentials.sshKey, allowed & GIT_CREDENTIAL_SSH_KEY.rawValue != 0 {
      let user = user.map { String(cString: $0) } ?? "git"
      return git_credential_ssh_key_new(result, user, nil, key, nil)
    }
    if let token = credentials.token, allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0 {
      return git_credential_userpass_plaintext_new(result, token.user, token.secret)
    }
    return refuse(.missingCredentials, GIT_EAUTH)
  }

  private func judge(_ certificate: UnsafeMutablePointer<git_cert>?, isValid: Bool) -> Int32 {
    guard let certificate else { return refuse(.certificate, GIT_ECERTIFICATE) }
    guard certificate.pointee.cert_type == GIT_CERT_HOSTKEY_LIBSSH2 else {
      return isValid ? 0 : refuse(.certificate, GIT_ECERTIFICATE)
    }
    return certificate.withMemoryRebound(to: git_cert_hostkey.self, capacity: 1) {
      judge(hostKey: $0.pointee)
    }
  }

  /// Only the key itself counts, not what the library makes of some file.
  private func judge(hostKey: git_cert_hostkey) -> Int32 {
    guard hostKey.type.rawValue & GIT_CERT_SSH_RAW.rawValue != 0, let start = hostKey.hostkey else {
      return refuse(.unknownHostKey(KnownHosts.Key(blob: [])), GIT_ECERTIFICATE)
    }
    let bytes = UnsafeRawBufferPointer(start: start, count: hostKey.hostkey_len)
    let shown = KnownHosts.Key(blob: Array(bytes))
    if credentials.hostKeys.contains(where: { $0.blob == shown.blob }) { return 0 }
    if credentials.hostKeys.isEmpty { return refuse(.unknownHostKey(shown), GIT_ECERTIFICATE) }
    return refuse(.otherHostKey(shown, pinned: credentials.hostKeys), GIT_ECERTIFICATE)
  }
}
