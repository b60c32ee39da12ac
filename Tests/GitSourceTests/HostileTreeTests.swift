import ContainerModel
import Reconciling
import Testing

@testable import GitSource

/// Commits that git's own tools would not make.
@Suite struct HostileTreeTests {
  private typealias Entry = (mode: String, name: String, id: String)

  /// Reads a commit whose root has these entries and one proper spec.
  private func read(
    _ place: Place, path: String = ".", _ entries: (TestRepository) async throws -> [Entry]
  ) async throws -> SourceTree {
    let repository = try await TestRepository(place)
    let spec = try await repository.blob("spec")
    let all = try await entries(repository) + [("100644", "zz.yaml", spec)]
    try await repository.commit(tree: repository.tree(all))
    return try await place.source(repository).read(SourceRequest(path: path))
  }

  private func refusal(
    path: String = ".", _ location: SourceLocation = #_sourceLocation,
    _ entries: @escaping (TestRepository) async throws -> [Entry]
  ) async throws -> OperationError {
    var refused: OperationError?
    try await withPlace { place throws in
      refused = await #expect(throws: OperationError.self, sourceLocation: location) {
        try await read(place, path: path, entries)
      }
      #expect(try place.mirrorSnapshot() == [:], sourceLocation: location)
    }
    let error = try #require(refused, sourceLocation: location)
    #expect(error.operation == "read" && !error.isPassing, sourceLocation: location)
    return error
  }

  @Test func `Symbolic links and submodules among the specs are refused, all of them`()
    async throws
  {
    let error = try await refusal { repository in
      let target = try await repository.blob("/etc/shadow")
      let commit = try await repository.commit(["x": ""], branch: "other")
      let inner = try await repository.tree([("120000", "c.yaml", target)])
      return [("120000", "a.yaml", target), ("160000", "b", commit), ("40000", "d", inner)]
    }
    #expect(error.cause == "the commit holds what is refused, see below")
    #expect(
      error.details == [
        "'a.yaml' is refused among the specs: a symbolic link",
        "'b' is refused among the specs: a submodule",
        "'d/c.yaml' is refused among the specs: a symbolic link",
      ])
  }

  @Test func `Links and submodules elsewhere are no matter, but are not handed out`() async throws {
    try await withPlace { place throws in
      var folder = ""
      let tree = try await read(place, path: "specs") { repository in
        let target = try await repository.blob("/etc/shadow")
        let commit = try await repository.commit(["x": ""], branch: "other")
        folder = try await repository.tree([("120000", "link", target)])
        let specs = try await repository.tree([
          ("120000", ".link", target), ("40000", ".d", folder),
        ])
        return [
          ("120000", "a.yaml", target), ("160000", "b", commit), ("40000", "data", folder),
          ("40000", "specs", specs),
        ]
      }
      #expect(tree.files == [])
      #expect(tree.folders["data"] == folder)
      let source = try place.source(GitRemote(url: "/nonexistent"))
      for folder in ["data", "specs/.d"] {
        let error = try #require(
          await #expect(throws: OperationError.self) {
            try await source.files(of: folder, commit: tree.revision.commit)
          })
        #expect(error.cause == "the commit holds 'link', which is refused: a symbolic link")
      }
    }
  }

  @Test(arguments: [
    "..", ".", ".git", ".GIT", ".git.", ".git ", "git~1", "GIT~1", "GIT~2", "a/b", "../x", "a\nb",
    "\u{1B}[0m", "\u{85}",
  ])
  func `Names that leave their folder or fool somebody are refused`(_ name: String) async throws {
    for path in [".", "specs"] {
      let error = try await refusal(path: path) { repository in
        let blob = try await repository.blob("x")
        let specs = try await repository.tree([("100644", "a.yaml", blob)])
        return [("100644", name, blob), ("40000", "specs", specs)]
      }
      #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x85 })
    }
  }

  @Test func `A name that is not UTF-8 is refused`() async throws {
    let error = try await refusal { repository in
      let blob = try await repository.blob("x")
      let bytes = stride(from: 0, to: 40, by: 2).compactMap {
        UInt8(blob.dropFirst($0).prefix(2), radix: 16)
      }
      let tree = try await repository.tree(Array("100644 \u{61}".utf8) + [0xFF, 0] + bytes)
      return [("40000", "d", tree)]
    }
    #expect(error.cause.hasSuffix("which is refused: its name is not UTF-8"))
  }

  @Test func `A name that comes twice is refused`() async throws {
    let error = try await refusal { repository in
      let first = try await repository.blob("1")
      let second = try await repository.blob("2")
      return [("100644", "a.yaml", first), ("100644", "a.yaml", second)]
    }
    #expect(error.cause == "the commit holds 'a.yaml', which is refused: the name comes twice")
  }

  @Test func `Modes that git does not write are refused`() async throws {
    let error = try await refusal { repository in
      [("104755", "a.yaml", try await repository.blob("1"))]
    }
    #expect(error.cause == "'a.yaml' is refused among the specs: mode 104755")
  }

  @Test func `A folder that is a file, and a file that is a folder, are refused`() async throws {
    _ = try await refusal { repository in [("40000", "a", try await repository.blob("1"))] }
    _ = try await refusal { repository in
      [("100644", "a.yaml", try await repository.tree([("100644", "x", repository.blob("1"))]))]
    }
  }

  @Test func `A tree that is no tree is refused`() async throws {
    let error = try await refusal { repository in
      [("40000", "a", try await repository.tree(Array("100644 no end".utf8)))]
    }
    #expect(error.cause == "the repository holds a malformed object")
  }

  private func nested(_ depth: Int, _ repository: TestRepository) async throws -> [Entry] {
    var entry: Entry = ("100644", "x.yaml", try await repository.blob("x"))
    for _ in 0..<depth { entry = ("40000", "d", try await repository.tree([entry])) }
    return [entry]
  }

  @Test func `Folders 64 deep are read, deeper ones refused`() async throws {
    try await withPlace { place throws in
      let tree = try await read(place) { try await nested(64, $0) }
      #expect(tree.files.count == 2)
    }
    let error = try await refusal { try await self.nested(65, $0) }
    #expect(error.cause == "the commit has folders more than 64 deep")
  }

  /// One blob under many names costs nothing to make.
  private func many(_ count: Int, _ repository: TestRepository) async throws -> [Entry] {
    let blob = try await repository.blob("x")
    var entries: [Entry] = []
    for number in 0..<count { entries.append(("100644", "f\(100_000 + number)", blob)) }
    return [("40000", "d", try await repository.tree(entries))]
  }

  @Test func `Ten thousand entries are read, more are refused`() async throws {
    // With the folder and the proper spec.
    try await withPlace { place throws in _ = try await read(place) { try await many(9998, $0) } }
    let error = try await refusal { try await self.many(9999, $0) }
    #expect(error.cause.hasPrefix("the commit has more than 10000 files and folders in '.'"))
    try await withPlace { place throws in
      let tree = try await read(place, path: "specs") { repository in
        let specs = try await repository.tree([("100644", "a.yaml", repository.blob("x"))])
        return try await many(20_000, repository) + [("40000", "specs", specs)]
      }
      #expect(tree.files.map(\.path) == ["specs/a.yaml"])
    }
  }

  @Test func `A tree that multiplies itself is refused soon`() async throws {
    let error = try await refusal(path: "specs") { repository in
      var entries: [Entry] = [("100644", "x", try await repository.blob("x"))]
      for _ in 0..<12 {
        let tree = try await repository.tree(entries)
        entries = (0..<16).map { ("40000", "d\(10 + $0)", tree) }
      }
      let specs = try await repository.tree([("100644", "a.yaml", repository.blob("x"))])
      return entries + [("40000", "specs", specs)]
    }
    #expect(error.cause.hasSuffix("or 100000 in all"))
  }

  @Test func `Specs of 256 KiB are read, larger ones refused`() async throws {
    let limit = 256 << 10
    try await withPlace { place throws in
      let tree = try await read(place) { repository in
        let full = try await repository.blob(String(repeating: "x", count: limit))
        let large = try await repository.blob(String(repeating: "x", count: limit + 1))
        return [("100644", "a.yaml", full), ("100644", "b.bin", large)]
      }
      #expect(tree.files.first?.bytes.count == limit)
    }
    let error = try await refusal { repository in
      let large = try await repository.blob(String(repeating: "x", count: limit + 1))
      return [("100644", "a.yaml", large)]
    }
    #expect(
      error.cause
        == "'a.yaml' is refused among the specs: 262145 bytes, a spec has at most 262144")
  }

  @Test func `Files of 4 MiB are handed out, larger ones refused`() async throws {
    try await withPlace { place throws in
      let tree = try await read(place) { repository in
        let full = try await repository.blob(String(repeating: "x", count: 4 << 20))
        let large = try await repository.blob(String(repeating: "x", count: (4 << 20) + 1))
        let good = try await repository.tree([("100644", "x", full)])
        let bad = try await repository.tree([("100644", "x", full), ("100644", "y", large)])
        let copies: [Entry] = (10..<27).map { ("100644", "\($0)", full) }
        let heavy = try await repository.tree(copies)
        return [("40000", "bad", bad), ("40000", "good", good), ("40000", "heavy", heavy)]
      }
      let source = try place.source(GitRemote(url: "/nonexistent"))
      let commit = tree.revision.commit
      #expect(try await source.files(of: "good", commit: commit).first?.bytes.count == 4 << 20)
      let refused = [
        "bad":
          "the commit holds 'y', which is refused: 4194305 bytes, a file has at most 4194304",
        "heavy": "the folder has more than 67108864 bytes",
      ]
      for (folder, cause) in refused {
        let error = try #require(
          await #expect(throws: OperationError.self) {
            try await source.files(of: folder, commit: commit)
          })
        #expect(error.cause == cause)
      }
    }
  }

  @Test(arguments: [
    ("missing", "the commit has no folder 'missing'; is the path right?"),
    ("zz.yaml", "'zz.yaml' is not a folder"),
    ("zz.yaml/x", "'zz.yaml' is not a folder"),
    (
      "/abs",
      "the path '/abs' is not a folder of the repository; write it relative to the "
        + "repository's root, without '..'"
    ),
    (
      "a/../b",
      "the path 'a/../b' is not a folder of the repository; write it relative to the "
        + "repository's root, without '..'"
    ),
  ])
  func `A path that leads nowhere is an error`(_ path: String, _ cause: String) async throws {
    let error = try await refusal(path: path) { _ in [] }
    #expect(error.cause == cause)
  }

  @Test func `A commit with no files at all has no specs`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      try await repository.commit([:])
      #expect(try await place.source(repository).read(SourceRequest()).files == [])
    }
  }
}
