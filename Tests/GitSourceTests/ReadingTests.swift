import ContainerModel
import Reconciling
import Testing

@testable import GitSource

@Suite struct ReadingTests {
  @Test func `The specs and folders of a commit are read`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(
        [
          "a.yaml": "a", "containers/b.yml": "b", ".hidden.yaml": "x", ".github/c.yaml": "x",
          "README.md": "x", "web/etc/nginx.conf": "x", "upper.YAML": "x",
        ], message: "dns: more memory\n\nBecause.")
      let tree = try await place.source(repository).read(SourceRequest())
      #expect(
        tree.revision
          == Revision(
            commit: commit, reference: "main", subject: "dns: more memory", author: "Eva",
            time: "2023-11-14T23:13:20+01:00"))
      #expect(tree.stale == nil)
      #expect(
        tree.files == [
          SourceFile(path: "a.yaml", bytes: Array("a".utf8)),
          SourceFile(path: "containers/b.yml", bytes: Array("b".utf8)),
        ])
      #expect(Set(tree.folders.keys) == [".github", "containers", "web", "web/etc"])
      for (folder, id) in tree.folders {
        #expect(try await repository.git(["rev-parse", "\(commit):\(folder)"]) == id)
      }
    }
  }

  @Test func `Only the configured folder holds specs, but all folders are listed`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      try await repository.commit([
        "a.yaml": "a", "routers/.home/b.yaml": "b", "routers/.home/.c/d.yaml": "d",
        "routers/other/e.yaml": "e", "routers/.home.yaml": "x",
      ])
      let source = try place.source(repository)
      for path in ["routers/.home", "./routers//.home/", "routers/./.home"] {
        let tree = try await source.read(SourceRequest(path: path))
        #expect(tree.files.map(\.path) == ["routers/.home/b.yaml"])
        #expect(
          Set(tree.folders.keys) == [
            "routers", "routers/.home", "routers/.home/.c", "routers/other",
          ])
      }
    }
  }

  @Test func `Branches, tags and commits are found by name`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      try await repository.git(["tag", "light"])
      try await repository.git(["tag", "-a", "-m", "x", "annotated"])
      try await repository.git(["tag", "-a", "-m", "x", "twice", "annotated"])
      let second = try await repository.commit(["a.yaml": "2"])
      let aside = try await repository.commit(["a.yaml": "3"], branch: "a/b", onto: [first])
      let source = try place.source(repository)
      let names = [
        "main": second, "HEAD": second, "refs/heads/main": second, "a/b": aside, "light": first,
        "annotated": first, "twice": first, "refs/tags/annotated": first, first: first,
        String(second.prefix(7)): second, second.uppercased(): second,
      ]
      for (name, commit) in names.sorted(by: { $0.key < $1.key }) {
        let tree = try await source.read(SourceRequest(name))
        #expect(tree.revision.commit == commit, "\(name)")
        #expect(tree.revision.reference == name)
      }
    }
  }

  @Test func `A commit that no reference names is found when it is an ancestor`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      try await repository.commit(["a.yaml": "2"])
      let tree = try await place.source(repository).read(SourceRequest(String(first.prefix(10))))
      #expect(tree.revision.commit == first)
    }
  }

  @Test func `A reading that finds nothing new writes nothing`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1", "f/x": "1"])
      try await repository.git(["tag", "-a", "-m", "x", "v1"])
      let source = try place.source(repository)
      for reference in ["main", "v1", commit, String(commit.prefix(8))] {
        _ = try await source.read(SourceRequest(reference))
        let before = try place.mirrorSnapshot()
        let tree = try await source.read(SourceRequest(reference, accepted: commit))
        _ = try await source.files(of: "f", commit: commit)
        #expect(tree.revision.commit == commit)
        #expect(try place.mirrorSnapshot() == before)
      }
      #expect(try place.mirrorSnapshot().keys.contains { $0.hasSuffix("FETCH_HEAD") } == false)
    }
  }

  @Test func `New commits are fetched`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let source = try place.source(repository)
      var accepted: String?
      for number in 1...5 {
        let commit = try await repository.commit(["a.yaml": "\(number)"])
        let tree = try await source.read(SourceRequest(accepted: accepted))
        #expect(tree.revision.commit == commit)
        #expect(tree.files == [SourceFile(path: "a.yaml", bytes: Array("\(number)".utf8))])
        accepted = commit
      }
    }
  }

  @Test func `A dry run fetches and leaves no trace`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      let source = try place.source(repository)
      // Before there is any mirror.
      #expect(try await source.read(SourceRequest(dryRun: true)).revision.commit == first)
      #expect(try place.mirrorSnapshot() == [:])
      _ = try await source.read(SourceRequest())
      let second = try await repository.commit(["a.yaml": "2"])
      let before = try place.mirrorSnapshot()
      let tree = try await source.read(SourceRequest(accepted: first, dryRun: true))
      #expect(tree.revision.commit == second)
      #expect(tree.files == [SourceFile(path: "a.yaml", bytes: Array("2".utf8))])
      #expect(try place.mirrorSnapshot() == before)
      #expect(try await command("mount", []).contains("tmpfs on /sys type tmpfs") == false)
    }
  }

  @Test func `Without fetching, the accepted commit is read, or else the last one fetched`()
    async throws
  {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      let source = try place.source(repository)
      _ = try await source.read(SourceRequest())
      let second = try await repository.commit(["a.yaml": "2"])
      _ = try await source.read(SourceRequest())
      try await repository.commit(["a.yaml": "3"])
      let before = try place.mirrorSnapshot()
      let last = try await source.read(SourceRequest(noFetch: true))
      #expect(last.revision.commit == second)
      #expect(last.stale == nil)
      let accepted = try await source.read(SourceRequest(accepted: first, noFetch: true))
      #expect(accepted.revision.commit == first)
      #expect(accepted.stale == nil)
      #expect(try place.mirrorSnapshot() == before)
    }
  }

  @Test func `Without fetching and without a mirror there is an error`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      try await repository.commit(["a.yaml": "1"])
      let error = try await failure(try place.source(repository), SourceRequest(noFetch: true))
      #expect(error.cause == "nothing was fetched yet; run once without --no-fetch")
      #expect(try place.mirrorSnapshot() == [:])
    }
  }

  @Test func `What an other repository left is not taken for this one's`() async throws {
    try await withPlace { place throws in
      let first = try await TestRepository(place)
      try await first.commit(["a.yaml": "1"])
      _ = try await place.source(first).read(SourceRequest())
      let second = try await TestRepository(place, name: "second.git")
      let error = try await failure(try place.source(second), SourceRequest(noFetch: true))
      #expect(error.cause == "'main' was not fetched yet; run once without --no-fetch")
      let commit = try await second.commit(["b.yaml": "2"])
      #expect(
        try await place.source(second).read(SourceRequest()).revision.commit == commit)
    }
  }

  @Test func `A server out of reach is stood in for by the accepted commit`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      let source = try place.source(repository)
      _ = try await source.read(SourceRequest())
      try await command("mv", [repository.path, repository.path + ".away"])
      let before = try place.mirrorSnapshot()
      for dryRun in [false, true] {
        let tree = try await source.read(SourceRequest(accepted: commit, dryRun: dryRun))
        #expect(tree.revision.commit == commit)
        #expect(
          tree.stale
            == "there is no git repository at '\(repository.path)'; is its disk mounted?")
        #expect(tree.files.count == 1)
        let error = try await failure(source, SourceRequest(dryRun: dryRun))
        #expect(error.isPassing)
        #expect(error.operation == "fetch")
        #expect(error.subject == repository.path)
      }
      #expect(try place.mirrorSnapshot() == before)
    }
  }

  @Test func `A first fetch that fails leaves nothing behind`() async throws {
    try await withPlace { place throws in
      let error = try await failure(
        try place.source(GitRemote(url: place.path("nothing.git"))), SourceRequest())
      #expect(error.isPassing)
      #expect(try place.mirrorSnapshot() == [:])
    }
  }

  @Test func `A folder is handed out with its executable files`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let script = try await repository.blob("#!/bin/sh\n")
      let bytes = try await repository.blob("\u{0}\u{1}ÿ")
      let inner = try await repository.tree([("100644", "z", bytes)])
      let outer = try await repository.tree([
        ("100644", ".dot", bytes), ("40000", "in", inner), ("100755", "run", script),
      ])
      let commit = try await repository.commit(
        tree: repository.tree([("40000", "f", outer)]))
      let source = try place.source(repository)
      _ = try await source.read(SourceRequest())
      let content = Array("\u{0}\u{1}ÿ".utf8)
      #expect(
        try await source.files(of: "f", commit: commit) == [
          FolderFile(path: ".dot", isExecutable: false, bytes: content),
          FolderFile(path: "in/z", isExecutable: false, bytes: content),
          FolderFile(path: "run", isExecutable: true, bytes: Array("#!/bin/sh\n".utf8)),
        ])
      #expect(try await source.files(of: "./f/in/", commit: commit).map(\.path) == ["z"])
      await #expect(throws: OperationError.self) {
        try await source.files(of: "missing", commit: commit)
      }
    }
  }

  @Test func `What a commit says of itself can't harm a terminal`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      try await repository.commit(
        ["a.yaml": ""],
        message: "red \u{1B}[31m alert \u{202E}\r\u{85}end" + String(repeating: "x", count: 999))
      let subject = try await place.source(repository).read(SourceRequest()).revision.subject
      #expect(subject == "red ?[31m alert ?")
    }
  }
}
