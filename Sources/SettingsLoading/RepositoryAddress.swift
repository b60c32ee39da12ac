import SpecLoading

/// Which texts name a repository, and what in it.
enum RepositoryAddress {
  /// What is wrong with a URL; nil where nothing is.
  ///
  /// Accepted are `https://HOST[:PORT]/PATH` and `ssh://[USER@]HOST[:PORT]/PATH`. What is secret stands in files, not in a URL, which every
  /// log and plan may show.
  static func problem(url: String) -> String? {
    let scheme: String
    if url.hasPrefix("https://") {
      scheme = "https://"
    } else if url.hasPrefix("ssh://") {
      scheme = "ssh://"
    } else {
      return "\(quoted(url)) is no address of a repository; write https://HOST/PATH,"
        + " ssh://USER@HOST/PATH or an absolute path"
    }
    guard url.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != question && $0 != hash }) else {
      return "\(quoted(url)) has a character that a URL cannot have; leave out spaces, '?' and '#'"
    }
    let rest = url.dropFirst(scheme.count)
    guard let slash = rest.firstIndex(of: "/"), rest.index(after: slash) < rest.endIndex else {
      return "\(quoted(url)) has no path; write \(scheme)HOST/PATH"
    }
    return problem(authority: rest[..<slash], ssh: scheme == "ssh://", url: url)
  }

  private static func problem(authority: Substring, ssh: Bool, url: String) -> String? {
    let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
    guard let host = parts.last, !host.isEmpty, host.first != ":", parts.count <= 2 else {
      return "\(quoted(url)) has no host; write https://HOST/PATH or ssh://USER@HOST/PATH"
    }
    guard parts.count == 2 else { return nil }
    let mayNameUser = ssh && !parts[0].isEmpty && !parts[0].contains(":")
    return mayNameUser
      ? nil : "a URL must not hold credentials; use tokenFile or sshKey, and take them out"
  }

  /// Whether a text can be a branch, a tag or a commit (git-check-ref-format(1)).
  static func isReference(_ text: String) -> Bool {
    guard (1...250).contains(text.unicodeScalars.count), !text.hasPrefix("-"),
      !text.hasSuffix("."), !text.contains(".."), !text.contains("@{"), text != "@",
      !text.utf8.contains(where: { $0 <= 0x20 || "~^:?*[\\".utf8.contains($0) })
    else { return false }
    return text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock")
    }
  }

  private static let question = UInt8(ascii: "?")
  private static let hash = UInt8(ascii: "#")
}
