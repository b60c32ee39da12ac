import GitSource
import DurableFiles
import FoundationEssentials
import SystemPackage

/// What this program shows to servers, and what it expects of them.
struct Credentials: Sendable {
  /// Path of the private key for ssh.
  let sshKey: String?
  /// The keys that the ssh server may show.
  let hostKeys: [KnownHosts.Key]
  /// User and token for https.
  let token: (user: String, secret: String)?

  /// Nothing to show, nothing expected.
  static let none = Credentials(sshKey: nil, hostKeys: [], token: nil)

  private init(
    sshKey: String?, hostKeys: [KnownHosts.Key], token: (user: String, secret: String)?
  ) {
    self.sshKey = sshKey
    self.hostKeys = hostKeys
    self.token = token
  }

  /// Where certificate authorities are on the systems that this program runs on.
  private static let systemAuthorities = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem",
  ]

  init(for remote: GitRemote, at address: RepositoryAddress) throws(GitSourceError) {
    switch address.transport {
    case .local:
      self = .none
    case .http:
      let token = try remote.tokenFile.map { path throws(GitSourceError) in
        try Self.token(in: path)
      }
      self.init(sshKey: nil, hostKeys: [], token: token)
    case .ssh(let host, let port):
      guard let key = remote.sshKey else {
        throw GitSourceError("fetch", .setting, "ssh needs a key; set repository.sshKey")
      }
      guard let pinned = remote.knownHosts else {
        throw GitSourceError(
          "fetch", .setting,
          "ssh needs the server's key; set repository.knownHosts to a file that holds it")
      }
      _ = try Self.read(key)
      let keys = try KnownHosts(Self.read(pinned)).keys(host: host, port: port)
      self.init(sshKey: key, hostKeys: keys, token: nil)
    }
  }

  /// The system's certificate authorities and those of a file, in one text.
  static func authorities(with path: String) throws(GitSourceError) -> [UInt8] {
    var text = Array(try read(path).utf8)
    for system in systemAuthorities where system != path {
      guard let bundle = try? DurableFile(FilePath(system)).readIfPresent(limit: 8 << 20) else {
        continue
      }
      text += [UInt8(ascii: "\n")] + bundle
      break
    }
    return text
  }

  private static func token(in path: String) throws(GitSourceError) -> (String, String) {
    let text = try read(path)
    let line = text.split(whereSeparator: \.isNewline).first ?? ""
    guard !line.isEmpty else { throw GitSourceError("fetch", .setting, "no token in '\(path)'") }
    guard let colon = line.firstIndex(of: ":") else { return ("git", String(line)) }
    return (String(line[..<colon]), String(line[line.index(after: colon)...]))
  }

  private static func read(_ path: String) throws(GitSourceError) -> String {
    do throws(FileError) {
      return String(decoding: try DurableFile(FilePath(path)).read(limit: 8 << 20), as: UTF8.self)
    } catch {
      throw GitSourceError("fetch", .setting, error.description)
    }
  }
}
