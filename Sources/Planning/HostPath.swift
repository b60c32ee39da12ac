/// A path of the host that a repository asks to see in a container.
struct HostPath {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Where the host itself lives. Nothing below may be seen, whatever the policy lists.
  private static let reserved = ["/etc", "/dev", "/proc", "/sys"]

  /// Whether it is absolute and goes nowhere else than it says: a policy compares texts.
  var isPlain: Bool {
    path.hasPrefix("/")
      && path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Why it must not be seen; nil where it may be. Symbolic links are another's matter: this looks at the text alone.
  ///
  /// - Parameters:
  ///   - prefixes: what the policy lists.
  ///   - own: where this program keeps what is its own: neither that nor what holds it may be seen.
  func refusal(below prefixes: [String], own: [String]) -> String? {
    guard path != "/" else { return "is the host itself, which no policy allows" }
    guard isPlain else { return "is no plain absolute path" }
    if Self.reserved.contains(where: isAtOrBelow) {
      return "belongs to the host itself, which no policy allows"
    }
    if let directory = own.first(where: { isAtOrBelow($0) || HostPath($0).isAtOrBelow(path) }) {
      return "would show \(directory), where turris-apply keeps its own, which no policy allows"
    }
    return prefixes.contains(where: isAtOrBelow) ? nil : "is not allowed by \(policyFile)"
  }

  private func isAtOrBelow(_ directory: String) -> Bool {
    let prefix = directory.hasSuffix("/") ? directory.dropLast() : directory[...]
    return path == prefix || path.hasPrefix("\(prefix)/")
  }
}
