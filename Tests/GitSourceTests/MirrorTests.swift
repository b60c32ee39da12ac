import ContainerModel
import FoundationEssentials
import Reconciling
import SystemPackage
import Testing

@testable import GitReading
@testable import GitSource

@Suite struct MirrorTests {
  private func packs(_ place: Place) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.mirror + "/objects/pack").sorted()
  }

  @Test func `Many packs become one, and what is needed stays`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let source = try place.source(repository)
      var accepted: String?
      for number in 1...PackCompaction.packLimit {
        accepted = try await repository.commit(["a.yaml": "\(number)"])
        _ = try await source.read(SourceRequest(accepted: accepted))
      }
      #expect(try packs(place).filter { $0.hasSuffix(".pack") }.count == 16)
      let first = try await repository.git(["rev-list", "--max-parents=0", "main"])
      // What killed runs left.
      for name in ["pack_git2_abc", "pack-1234.pack"] {
        _ = try place.write("", to: "state/repository.git/objects/pack/\(name)")
      }
      let last = try await repository.commit(["a.yaml": "last"])
      try await repository.git(["tag", "-a", "-m", "x", "v1"])
      let tree = try await source.read(SourceRequest(accepted: accepted))
      #expect(tree.revision.commit == last)
      #expect(try packs(place).count == 2)
      for commit in [first, accepted, last] {
        let tree = try await source.read(SourceRequest(accepted: commit, noFetch: true))
        #expect(tree.revision.commit == commit)
      }
      try await command("git", ["-C", place.mirror, "fsck", "--strict"])
      #expect(
        try await source.read(SourceRequest("v1", accepted: last)).revision.commit == last)
    }
  }

  @Test func `What was force-pushed away goes with the packs, but not the accepted commit`()
    async throws
  {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let source = try place.source(repository)
      let lost = try await repository.commit(["a.yaml": "lost"], onto: [])
      _ = try await source.read(SourceRequest())
      let accepted = try await repository.commit(["a.yaml": "accepted"], onto: [])
      _ = try await source.read(SourceRequest())
      for number in 0...PackCompaction.packLimit {
        try await repository.commit(["a.yaml": "\(number)"], onto: [])
        _ = try await source.read(SourceRequest(accepted: accepted, allowRewind: true))
      }
      #expect(try packs(place).count < PackCompaction.packLimit)
      let tree = try await source.read(SourceRequest(accepted: accepted, noFetch: true))
      #expect(tree.revision.commit == accepted)
      let error = try await failure(source, SourceRequest(accepted: lost, noFetch: true))
      #expect(error.cause == "the mirror is damaged")
    }
  }

  @Test(arguments: [
    "truncate -s 20", "truncate -s 0", "rm",
    "dd conv=notrunc bs=1 seek=40 count=9 if=/dev/urandom of=",
  ])
  func `A damaged mirror is made anew where the server can be reached`(_ damage: String)
    async throws
  {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      let commit = try await repository.commit(["a.yaml": "2", "b/c": "x"])
      let source = try place.source(repository)
      _ = try await source.read(SourceRequest())
      let files = try FileManager.default.subpathsOfDirectory(atPath: place.mirror)
        .filter { try Stat(FilePath("\(place.mirror)/\($0)")).type == .regular }
      #expect(files.count > 5)
      for file in files {
        let path = "\(place.mirror)/\(file)"
        let space = damage.hasSuffix("=") ? "" : " "
        try await command("sh", ["-c", "chmod u+w \(path) && \(damage)\(space)\(path)"])
        let isDry = try await source.read(SourceRequest(accepted: first, dryRun: true))
        #expect(isDry.revision.commit == commit, "\(file)")
        let tree = try await source.read(SourceRequest(accepted: first))
        #expect(tree.revision.commit == commit, "\(file)")
        #expect(tree.stale == nil && tree.files.count == 1, "\(file)")
        // What can't be told from a sound mirror is not mended; the next file finds it sound.
        try await command("rm", ["-r", place.mirror])
        _ = try await source.read(SourceRequest())
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: place.path("state")) == [
          "repository.git"
        ])
    }
  }

  @Test func `A damaged mirror without a server is an error that says so`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      let source = try place.source(repository)
      _ = try await source.read(SourceRequest())
      try await command("sh", ["-c", "rm \(place.mirror)/objects/pack/*"])
      let offline = try await failure(source, SourceRequest(accepted: commit, noFetch: true))
      #expect(offline.cause == "the mirror is damaged")
      try await command("mv", [repository.path, repository.path + ".away"])
      let error = try await failure(source, SourceRequest(accepted: commit))
      #expect(!error.cause.isEmpty)
    }
  }

  @Test func `Without space nothing is lost, and it works again when there is some`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let first = try await repository.commit(["a.yaml": "1"])
      _ = try await place.source(repository).read(SourceRequest())
      let noise = (0..<200_000).map { _ in String(UInt8.random(in: 10...99)) }.joined()
      let second = try await repository.commit(["a.yaml": "2", "noise": noise])
      // The mirror on a file system of its own, which this process does not see.
      let limited = try place.write(
        """
        #!/bin/sh
        exec unshare -m sh -ec 'cp -a \(place.path("state")) \(place.path("copy")); \
          mount -t tmpfs -o size=128k tmpfs \(place.path("state")); \
          cp -a \(place.path("copy"))/. \(place.path("state")); rm -r \(place.path("copy")); \
          exec \(try Place.worker()) "$@"' sh "$@"
        """, to: "worker")
      try await command("chmod", ["+x", limited])
      let source = try place.source(GitRemote(url: repository.path), worker: limited)
      let error = try await failure(source, SourceRequest(accepted: first))
      #expect(error.isPassing)
      #expect(error.cause.contains("No space left on device"))
      let tree = try await place.source(repository).read(SourceRequest(accepted: first))
      #expect(tree.revision.commit == second)
    }
  }

  @Test func `A mirror is nobody else's business`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      try await repository.commit(["a.yaml": "1"])
      _ = try await place.source(repository).read(SourceRequest())
      for name in try FileManager.default.subpathsOfDirectory(atPath: place.path("state")) {
        let mode = try Stat(FilePath(place.path("state/\(name)"))).permissions
        #expect(mode.rawValue & 0o077 == 0, "\(name)")
      }
    }
  }

  @Test func `Nobody's configuration is obeyed, and a repository may belong to anybody`()
    async throws
  {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let commit = try await repository.commit(["a.yaml": "1"])
      try await command("chown", ["-R", "4242:4242", repository.path])
      try await command("chmod", ["-R", "go-rwx", repository.path])
      let home = place.path("home")
      try await command("mkdir", [home])
      _ = try place.write(
        "[url \"/nonexistent\"]\n  insteadOf = \(repository.path)\n", to: "home/.gitconfig")
      let source = try place.source(
        GitRemote(url: repository.path), environment: ["HOME": home, "XDG_CONFIG_HOME": home])
      #expect(try await source.read(SourceRequest()).revision.commit == commit)
      #expect(try await source.read(SourceRequest(dryRun: true)).revision.commit == commit)
    }
  }
}
