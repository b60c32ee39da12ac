/// Where a repository lies, checked: nothing in it is secret.
package struct RepositoryAddress: Hashable, Sendable {
  package enum Transport: Hashable, Sendable {
    /// A directory of this machine.
    case local
    /// Plain only to this machine itself.
    case http(host: String)
    case ssh(host: String, port: UInt16)
  }

  /// As libgit2 takes it.
  package let text: String
  package let transport: Transport

  /// Reads an absolute path, an https or ssh URL, or `[user@]host:path`.
  package init(_ text: String) throws(GitSourceError) {
    self.text = text
    guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }), !text.isEmpty
    else { throw Self.wrong("is empty or has blanks or control characters") }
    if text.hasPrefix("/") {
      transport = .local
    } else if let (scheme, rest) = text.split(before: "://") {
      transport = try Self.transport(scheme: scheme.lowercased(), rest)
    } else if let (authority, path) = text.split(before: ":"), !authority.contains("/"),
      !path.isEmpty, !path.hasPrefix(":")
    {
      let (_, host) = try Self.userAndHost(authority)
      transport = .ssh(host: try Self.checked(host), port: 22)
    } else {
      throw Self.wrong("is neither an absolute path nor an https or ssh URL")
    }
  }

  private static func transport(
    scheme: String, _ rest: Substring
  ) throws(GitSourceError) -> Transport {
    guard scheme != "file" else { throw wrong("begins with file://; write the absolute path") }
    guard ["https", "http", "ssh"].contains(scheme) else {
      throw wrong("has a scheme that is not supported; use https, ssh or an absolute path")
    }
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let (user, hostAndPort) = try userAndHost(rest[..<end])
    let (host, port) = try hostAndPort.hostAndPort(or: wrong("has a port that is no number"))
    let path = rest[end...]
    guard path.count > 1, path.first == "/" else { throw wrong("names no repository") }
    if scheme == "ssh" { return .ssh(host: try checked(host), port: port ?? 22) }
    guard user == nil else {
      throw wrong("holds credentials; take them out and set repository.tokenFile")
    }
    guard !path.contains("?"), !path.contains("#") else {
      throw wrong("has a query or a fragment, which may hold credentials; take it out")
    }
    guard scheme == "https" || isLoopback(host) else {
      throw wrong("is plain http, which anybody on the way can change; use https or ssh")
    }
    return .http(host: try checked(host))
  }

  /// Takes apart `user@host`; a password is refused.
  private static func userAndHost(
    _ authority: Substring
  ) throws(GitSourceError) -> (user: Substring?, host: Substring) {
    guard let at = authority.lastIndex(of: "@") else { return (nil, authority) }
    let user = authority[..<at]
    guard !user.contains(":") else {
      throw wrong("holds credentials; take them out and set repository.tokenFile or sshKey")
    }
    return (user, authority[authority.index(after: at)...])
  }

  private static func checked(_ host: Substring) throws(GitSourceError) -> String {
    guard !host.isEmpty, !host.hasPrefix("-") else { throw wrong("names no host") }
    return host.lowercased()
  }

  private static func isLoopback(_ host: Substring) -> Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return host.lowercased() == "localhost" || host == "::1"
      || numbers.count == 4 && numbers.first == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }

  private static func wrong(_ what: String) -> GitSourceError {
    GitSourceError("fetch", .setting, "the repository's address \(what)")
  }
}

extension RepositoryAddress {
  /// An address for messages and the journal, whether it is right or not: without user name,
  /// password, query and fragment.
  static func harmless(_ text: String) -> String {
    guard let (scheme, rest) = text.split(before: "://") else { return neutralised(text) }
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let authority = rest[..<end]
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    let path = rest[end...].prefix { $0 != "?" && $0 != "#" }
    return neutralised("\(scheme)://\(host ?? authority)\(path)")
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The parts before and after the first separator.
  fileprivate func split(before separator: String) -> (Substring, Substring)? {
    guard let found = firstRange(of: separator) else { return nil }
    return (self[..<found.lowerBound], self[found.upperBound...])
  }

  private func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }

  /// Takes apart `host`, `host:port`, `[address]` and `[address]:port`.
  fileprivate func hostAndPort(
    or error: GitSourceError
  ) throws(GitSourceError) -> (host: Substring, port: UInt16?) {
    var host = self[...]
    var rest: Substring
    if hasPrefix("["), let end = firstIndex(of: "]") {
      host = self[index(after: startIndex)..<end]
      rest = self[index(after: end)...]
    } else {
      host = prefix { $0 != ":" }
      rest = dropFirst(host.count)
    }
    if rest.isEmpty { return (host, nil) }
    guard rest.removeFirst() == ":", let port = UInt16(rest) else { throw error }
    return (host, port)
  }
}
