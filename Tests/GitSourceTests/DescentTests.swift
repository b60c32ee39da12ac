import ContainerModel
import Reconciling
import Testing

@testable import GitSource

@Suite struct DescentTests {
  @Test func `A branch that was rewound or force-pushed is refused, unless that is allowed`()
    async throws
  {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      let second = try await repository.commit(["a.yaml": "2"])
      let source = try place.source(repository)
      _ = try await source.read(SourceRequest(accepted: first))
      let other = try await repository.commit(["a.yaml": "3"], onto: [])
      for (tip, how) in [(other, "force-pushed"), (first, "rewound")] {
        try await repository.git(["update-ref", "refs/heads/main", tip])
        let error = try await failure(source, SourceRequest(accepted: second))
        #expect(!error.isPassing)
        #expect(
          error.cause
            == "'main' is now at \(tip.prefix(7)), which does not descend from the last accepted "
            + "commit \(second.prefix(7)): it was rewound or force-pushed; if that is meant, run "
            + "once with --allow-rewind", "\(how)")
        // Again, and nothing more is fetched or written.
        let before = try place.mirrorSnapshot()
        _ = try await failure(source, SourceRequest(accepted: second))
        #expect(try place.mirrorSnapshot() == before)
        let tree = try await source.read(SourceRequest(accepted: second, allowRewind: true))
        #expect(tree.revision.commit == tip)
      }
    }
  }

  @Test func `The accepted commit stays readable after a rewind was refused`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      let source = try place.source(repository)
      _ = try await source.read(SourceRequest())
      try await repository.commit(["a.yaml": "2"], onto: [])
      _ = try await failure(source, SourceRequest(accepted: first))
      let tree = try await source.read(SourceRequest(accepted: first, noFetch: true))
      #expect(tree.revision.commit == first)
      #expect(tree.files == [SourceFile(path: "a.yaml", bytes: Array("1".utf8))])
    }
  }

  @Test func `A merge descends from all its parents`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let base = try await repository.commit(["a.yaml": "0"])
      let left = try await repository.commit(["a.yaml": "1"])
      let right = try await repository.commit(["a.yaml": "2"], branch: "side", onto: [base])
      let merge = try await repository.commit(["a.yaml": "3"], onto: [left, right])
      let source = try place.source(repository)
      for accepted in [base, left, right, merge] {
        #expect(
          try await source.read(SourceRequest(accepted: accepted)).revision.commit == merge)
      }
    }
  }

  @Test func `An accepted commit that nobody has any more is not an ancestor`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      let source = try place.source(repository)
      let lost = String(repeating: "0123456789", count: 4)
      let error = try await failure(source, SourceRequest(accepted: lost))
      #expect(error.cause.contains("does not descend from the last accepted commit 0123456"))
      #expect(try place.mirrorSnapshot() == [:])
      let tree = try await source.read(SourceRequest(accepted: lost, allowRewind: true))
      #expect(tree.revision.commit == commit)
    }
  }

  @Test func `An emptied repository and one without references are refused`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let source = try place.source(repository)
      let empty =
        "the repository has no branches and no tags; was it emptied, or is it the right one?"
      #expect(try await failure(source, SourceRequest()).cause == empty)
      let commit = try await repository.commit(["a.yaml": "1"])
      _ = try await source.read(SourceRequest())
      try await repository.git(["update-ref", "-d", "refs/heads/main"])
      try await repository.git(["update-ref", "refs/notes/x", commit])
      let error = try await failure(source, SourceRequest(accepted: commit))
      #expect(error.cause == empty)
      #expect(!error.isPassing)
    }
  }

  @Test func `A name that means nothing is an error that lists the branches`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      try await repository.commit(["a.yaml": "1"], branch: "next")
      let source = try place.source(repository)
      for name in ["mian", "1234567", String(repeating: "1", count: 40), "refs/heads/x"] {
        let error = try await failure(source, SourceRequest(name, accepted: first))
        #expect(error.cause == "the repository has no branch, tag or commit '\(name)'")
        #expect(error.details == ["branches: main, next"])
        #expect(!error.isPassing)
      }
    }
  }

  @Test func `A name of both a branch and a tag must be written in full`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      try await repository.git(["tag", "main"])
      let second = try await repository.commit(["a.yaml": "2"])
      let source = try place.source(repository)
      #expect(
        try await failure(source, SourceRequest()).cause
          == "'main' is both a branch and a tag; write refs/heads/main or refs/tags/main")
      #expect(
        try await source.read(SourceRequest("refs/heads/main")).revision.commit == second)
      #expect(try await source.read(SourceRequest("refs/tags/main")).revision.commit == first)
    }
  }

  @Test func `A tag of something that is no commit is an error`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      try await repository.commit(["a.yaml": "1"])
      try await repository.git(["tag", "blob", repository.blob("x")])
      let error = try await failure(try place.source(repository), SourceRequest("blob"))
      #expect(error.cause == "'blob' is no commit and leads to none")
    }
  }

  @Test(arguments: [
    "", " ", "a b", "a..b", "a\u{7}", "@{-1}", "main^", "refs/../x", "a.lock", "~",
    String(repeating: "x", count: 1_000_000),
  ])
  func `What can't be a name is refused before anybody is asked`(_ name: String) async throws {
    try await withPlace { place throws in
      let source = try place.source(GitRemote(url: "/nonexistent"))
      let error = try await failure(source, SourceRequest(name))
      #expect(error.cause.hasSuffix("can't be the name of a branch, a tag or a commit") == true)
    }
  }

  @Test func `A branch may be renamed from a to a slash b`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"], branch: "a")
      let source = try place.source(repository)
      _ = try await source.read(SourceRequest("a"))
      try await repository.git(["branch", "-m", "a", "main"])
      try await repository.git(["branch", "-m", "main", "a/b"])
      #expect(try await source.read(SourceRequest("a/b")).revision.commit == first)
    }
  }
}
