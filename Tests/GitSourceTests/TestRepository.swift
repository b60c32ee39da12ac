import FoundationEssentials
import Glibc
import Testing

/// A repository made with git itself.
struct TestRepository {
  let path: String

  private static let environment = [
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": "/nonexistent",
    "GIT_AUTHOR_NAME": "Eva", "GIT_AUTHOR_EMAIL": "eva@example.org",
    "GIT_COMMITTER_NAME": "Eva", "GIT_COMMITTER_EMAIL": "eva@example.org",
    "GIT_AUTHOR_DATE": "1700000000 +0100", "GIT_COMMITTER_DATE": "1700000000 +0100",
  ]

  /// Makes an empty bare repository.
  init(_ place: Place, name: String = "origin.git") async throws {
    path = place.path(name)
    try await command(
      "git", ["init", "-q", "--bare", "-b", "main", path], environment: Self.environment)
  }

  /// Runs git in the repository.
  @discardableResult
  func git(_ arguments: [String], input: String = "") async throws -> String {
    try await command("git", ["-C", path] + arguments, input: input, environment: Self.environment)
  }

  /// Commits exactly these files, with the given parents, on a branch.
  ///
  /// - Returns: the commit.
  @discardableResult
  func commit(
    _ files: [String: String], message: String = "change", branch: String = "main",
    onto parents: [String]? = nil
  ) async throws -> String {
    var stream = "commit refs/heads/\(branch)\n"
    stream += "author Eva <eva@example.org> 1700000000 +0100\n"
    stream += "committer Eva <eva@example.org> 1700000000 +0100\n"
    stream += "data \(message.utf8.count)\n\(message)\n"
    let name = "refs/heads/\(branch)"
    let tip = try await git(["for-each-ref", "--format=%(objectname)", name])
    for (index, parent) in (parents ?? [tip].filter { !$0.isEmpty }).enumerated() {
      stream += "\(index == 0 ? "from" : "merge") \(parent)\n"
    }
    stream += "deleteall\n"
    for (path, content) in files.sorted(by: { $0.key < $1.key }) {
      stream += "M 644 inline \(path)\ndata \(content.utf8.count)\n\(content)\n"
    }
    try await git(["fast-import", "--quiet", "--force"], input: stream)
    return try await git(["rev-parse", "refs/heads/\(branch)"])
  }

  /// Commits a tree as it is, with whatever is wrong with it.
  @discardableResult
  func commit(tree: String, branch: String = "main") async throws -> String {
    let commit = try await git(["commit-tree", "-m", "a tree", tree])
    try await git(["update-ref", "refs/heads/\(branch)", commit])
    return commit
  }

  /// Stores a blob.
  func blob(_ content: String) async throws -> String {
    try await git(["hash-object", "-w", "--stdin"], input: content)
  }

  /// Stores a tree without asking whether it makes sense.
  func tree(_ entries: [(mode: String, name: String, id: String)]) async throws -> String {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += Array("\(entry.mode) \(entry.name)".utf8) + [0]
      bytes += stride(from: 0, to: 40, by: 2).compactMap { offset in
        UInt8(entry.id.dropFirst(offset).prefix(2), radix: 16)
      }
    }
    return try await tree(bytes)
  }

  /// Stores bytes as a tree.
  func tree(_ bytes: [UInt8]) async throws -> String {
    let file = "\(path)/tree"
    try Data(bytes).write(to: URL(filePath: file))
    defer { unlink(file) }
    return try await git(["hash-object", "-t", "tree", "-w", "--literally", file])
  }
}
