import GitSource

/// The branches and tags of a server, and what they point to.
struct ServerReferences: Sendable {
  /// What somebody may mean by the name of a branch, a tag or a commit.
  enum Meaning: Hashable {
    /// A reference of the server, by its full name.
    case reference(String, ObjectID)
    /// Both a branch and a tag.
    case ambiguous
    /// Neither; maybe a commit.
    case other
  }

  private let targets: [String: ObjectID]

  init(_ targets: [String: ObjectID]) {
    // With `^{}` servers add what an annotated tag leads to.
    self.targets = targets.filter { !$0.key.hasSuffix("^{}") }
  }

  /// Whether there is no branch and no tag.
  var isEmpty: Bool {
    !targets.keys.contains { $0.hasPrefix("refs/heads/") || $0.hasPrefix("refs/tags/") }
  }

  /// What a name means here; a full one begins with `refs/`.
  func meaning(of name: String) -> Meaning {
    let branch = targets["refs/heads/\(name)"].map { Meaning.reference("refs/heads/\(name)", $0) }
    let tag = targets["refs/tags/\(name)"].map { Meaning.reference("refs/tags/\(name)", $0) }
    switch (branch, tag) {
    case (.some, .some): return .ambiguous
    case (let found?, nil), (nil, let found?): return found
    case (nil, nil): return targets[name].map { .reference(name, $0) } ?? .other
    }
  }

  /// Whether a name can be that of a commit, whole or abbreviated.
  static func mayBeCommit(_ name: String) -> Bool {
    (7...40).contains(name.utf8.count) && name.allSatisfy(\.isHexDigit)
  }

  /// What is thrown where `name`, already harmless, means nothing here.
  func lack(of name: String) -> GitSourceError {
    GitSourceError(
      "fetch", .noReference,
      "the repository has no branch, tag or commit '\(name)'",
      details: branches.isEmpty ? [] : ["branches: \(branches.joined(separator: ", "))"])
  }

  /// The first few names of branches, for a message.
  var branches: [String] {
    let names = targets.keys.filter { $0.hasPrefix("refs/heads/") }.map { $0.dropFirst(11) }
    return names.sorted().prefix(8).map { neutralised(String($0)) }
  }
}

extension GitSourceError {
  /// There is nothing that could be followed.
  static let emptyRepository = GitSourceError(
    "fetch", .empty,
    "the repository has no branches and no tags; was it emptied, or is it the right one?")

  /// `name`, already harmless, means two things.
  static func ambiguous(_ name: String) -> GitSourceError {
    GitSourceError(
      "fetch", .noReference,
      "'\(name)' is both a branch and a tag; write refs/heads/\(name) or refs/tags/\(name)")
  }
}
