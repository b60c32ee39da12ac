import Crypto
import FoundationEssentials

/// Pinned ssh keys of servers, as in a `known_hosts` file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
///
/// Lines for certificate authorities are passed over: libssh2 knows no host certificates. Lines
/// that make no sense are passed over, too, as ssh does.
struct KnownHosts: Sendable {
  struct Key: Hashable, Sendable {
    /// `ssh-ed25519`, `ecdsa-sha2-nistp256`…
    let type: String
    /// The key as it goes over the wire.
    let blob: [UInt8]
  }

  private struct Line {
    let isRevoked: Bool
    let hosts: [Substring]
    let key: Key
  }

  private let lines: [Line]

  init(_ text: String) {
    lines = text.split(whereSeparator: \.isNewline).compactMap { line in
      var words = line.split { $0 == " " || $0 == "\t" }[...]
      guard let first = words.first, !first.hasPrefix("#") else { return nil }
      let marker = first.hasPrefix("@") ? words.removeFirst() : nil
      guard marker == nil || marker == "@revoked", words.count >= 3,
        let blob = Data(base64Encoded: String(words[words.startIndex + 2]))
      else { return nil }
      return Line(
        isRevoked: marker != nil, hosts: words[words.startIndex].split(separator: ","),
        key: Key(type: String(words[words.startIndex + 1]), blob: Array(blob)))
    }
  }

  /// The keys that the server may show, in the order of the file.
  func keys(host: String, port: UInt16) -> [Key] {
    let name = port == 22 ? host : "[\(host)]:\(port)"
    let matching = lines.filter { Self.matches($0.hosts, name) }
    let revoked = Set(lines.filter(\.isRevoked).map(\.key.blob))
    return matching.filter { !$0.isRevoked && !revoked.contains($0.key.blob) }.map(\.key)
  }

  private static func matches(_ patterns: [Substring], _ name: String) -> Bool {
    var found = false
    for pattern in patterns {
      if pattern.hasPrefix("|") {
        if isHash(pattern, of: name) { found = true }
      } else if pattern.hasPrefix("!") {
        if glob(pattern.dropFirst().lowercased()[...], name[...]) { return false }
      } else if glob(pattern.lowercased()[...], name[...]) {
        found = true
      }
    }
    return found
  }

  /// `|1|salt|hash`: HMAC-SHA1 of the name with the salt as key, both in base64.
  private static func isHash(_ pattern: Substring, of name: String) -> Bool {
    let parts = pattern.split(separator: "|")
    guard parts.count == 3, parts[0] == "1", let salt = Data(base64Encoded: String(parts[1])),
      let hash = Data(base64Encoded: String(parts[2]))
    else { return false }
    return HMAC<Insecure.SHA1>.isValidAuthenticationCode(
      hash, authenticating: Data(name.utf8), using: SymmetricKey(data: salt))
  }

  /// `*` stands for any characters, `?` for one.
  private static func glob(_ pattern: Substring, _ name: Substring) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if first == "*" {
      return glob(pattern.dropFirst(), name) || !name.isEmpty && glob(pattern, name.dropFirst())
    }
    guard let letter = name.first, first == "?" || first == letter else { return false }
    return glob(pattern.dropFirst(), name.dropFirst())
  }
}

extension KnownHosts.Key {
  /// The key as a server shows it: its type is its first field, a length of four bytes and that
  /// many bytes (RFC 4253, 6.6).
  init(blob: [UInt8]) {
    let length = blob.prefix(4).reduce(0) { $0 << 8 | Int64($1) }
    type =
      length <= blob.count - 4 ? String(decoding: blob[4..<4 + Int(length)], as: UTF8.self) : ""
    self.blob = blob
  }

  /// As `known_hosts` has it.
  var base64: String { Data(blob).base64EncodedString() }

  /// `SHA256:…`, as `ssh-keygen -l` writes it.
  var fingerprint: String {
    let digest = Data(SHA256.hash(data: blob)).base64EncodedString()
    return "SHA256:" + digest.filter { $0 != "=" }
  }
}
