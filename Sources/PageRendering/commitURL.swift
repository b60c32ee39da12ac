/// Where a forge shows a commit; nil where the repository is at none that is known to have such a page.
///
/// Only for addresses that browsers can open and that hold no credentials. GitHub, Gitea and Forgejo have
/// `/OWNER/NAME/commit/COMMIT`, GitLab `/GROUP/…/NAME/-/commit/COMMIT`, Bitbucket `/OWNER/NAME/commits/COMMIT`.
///
/// - Parameters:
///   - commit: 40 hexadecimal digits.
///   - repository: its address, as given.
func commitURL(_ commit: String, in repository: String) -> String? {
  guard let start = ["https://", "http://"].first(where: repository.hasPrefix),
    !commit.isEmpty, commit.utf8.allSatisfy(isHexDigit)
  else { return nil }
  var parts = repository.dropFirst(start.count).split(
    separator: "/", omittingEmptySubsequences: false
  ).map(String.init)
  if parts.last?.isEmpty == true { parts.removeLast() }
  if let name = parts.last, name.hasSuffix(".git") {
    parts[parts.count - 1] = String(name.dropLast(4))
  }
  guard parts.count >= 3, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isPlain) }),
    // A port is all that may stand beside the host's name.
    parts.dropFirst().allSatisfy({ !$0.utf8.contains(UInt8(ascii: ":")) && $0.first != "." }),
    let page = commitPage(host: parts[0], depth: parts.count - 1)
  else { return nil }
  return "\(start)\(parts.joined(separator: "/"))/\(page)/\(commit)"
}

private func commitPage(host: String, depth: Int) -> String? {
  let name = host.prefix { $0 != ":" }.lowercased()
  if name == "gitlab.com" || name.hasPrefix("gitlab.") { return "-/commit" }
  guard depth == 2 else { return nil }
  if name == "bitbucket.org" { return "commits" }
  let others = ["github.com", "codeberg.org"]
  let beginnings = ["gitea.", "forgejo."]
  return others.contains(name) || beginnings.contains(where: name.hasPrefix) ? "commit" : nil
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
}

/// What needs no escape in an address, and has no meaning of its own in one but for the colon.
private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
  default: "-._:".utf8.contains(byte)
  }
}
