import ContainerModel
import Reconciling
import SystemPackage
import Testing
@testable import LayerStore

@Suite struct FolderTests {
  private func key(_ mapping: IDRange? = .test) throws -> FolderKey {
    try #require(FolderKey(tree: String(repeating: "ab", count: 20), mapping: mapping))
  }

  private func file(_ path: String, _ text: String = "x", executable: Bool = false) -> FolderFile {
    FolderFile(path: path, isExecutable: executable, bytes: Array(text.utf8))
  }

  @Test func `A folder is written out whole, for the container's root`() async throws {
    try await Scratch.with { scratch in
      let store = scratch.store()
      let key = try key()
      try await store.export(
        key,
        files: [
          file("asterisk.conf", "a=1\n"), file("bin/run me", "#!/bin/sh\n", executable: true),
          file("bin/sub/empty", ""), file("-rf", "z"),
        ])
      #expect(try await store.folders() == [key.description])
      let tree = scratch.layout.folder(key)
      #expect(
        try await scratch.shell(
          "cd \(tree); find . -printf '%p %m %U:%G %s\\n' | sed 's,^\\(\\S* 755 .*\\) 4096$,\\1,' | LC_ALL=C sort"
        ) == """
          . 755 100000:100000
          ./-rf 644 100000:100000 1
          ./asterisk.conf 644 100000:100000 4
          ./bin 755 100000:100000
          ./bin/run me 755 100000:100000 10
          ./bin/sub 755 100000:100000
          ./bin/sub/empty 644 100000:100000 0
          """)
      #expect(
        try await scratch.shell("stat -c '%a %u:%g' state/folders state/folders/*")
          == "710 0:100000\n710 0:100000")
    }
  }

  @Test func `A folder for a privileged container belongs to root`() async throws {
    try await Scratch.with { scratch in
      let key = try key(nil)
      try await scratch.store().export(key, files: [file("a")])
      #expect(
        try await scratch.shell("stat -c '%u:%g' \(scratch.layout.folder(key))/a") == "0:0")
      #expect(try await scratch.shell("stat -c %a state/folders state/folders/*") == "700\n700")
    }
  }

  @Test func `A folder that is there is not written again`() async throws {
    try await Scratch.with { scratch in
      let key = try key()
      try await scratch.store().export(key, files: [file("a")])
      let before = try await scratch.shell("find state -printf '%p %i %C@\\n' | sort")
      try await scratch.store().export(key, files: [file("a")])
      #expect(try await scratch.shell("find state -printf '%p %i %C@\\n' | sort") == before)
    }
  }

  @Test(arguments: [
    "", "/etc/passwd", "../a", "a/../b", "a/./b", ".", "..", "a//b", "a/", "./a", "taken",
    "taken/below", "dir",
    "nul\0byte", String(repeating: "n", count: 256),
  ])
  func `A path that is none is refused, and nothing is left`(_ path: String) async throws {
    try await Scratch.with { scratch in
      let store = scratch.store()
      let key = try key()
      let error = await #expect(throws: OperationError.self) {
        try await store.export(key, files: [file("taken"), file("dir/a"), file(path)])
      }
      #expect(error?.operation == "write out")
      #expect(try await store.folders() == [])
      #expect(try scratch.names(in: FilePath(scratch.layout.folders)) == [])
    }
  }

  @Test func `A folder that nothing uses is removed`() async throws {
    try await Scratch.with { scratch in
      let store = scratch.store()
      let (used, unused) = (try key(), try key(nil))
      for key in [used, unused] { try await store.export(key, files: [file("a")]) }
      let names = try await store.unused(images: [], folders: [used.description])
      #expect(names == ["folders/\(unused)"])
      for name in names { try await store.remove(unused: name) }
      #expect(try await store.folders() == [used.description])
    }
  }
}
