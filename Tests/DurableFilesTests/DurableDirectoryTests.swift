import DurableFiles
import Glibc
import SystemPackage
import Testing

@Suite struct DurableDirectoryTests {
  @Test func `A directory is made once, with its mode and owner`() async throws {
    try await withDirectory { root throws in
      let directory = DurableDirectory(root.appending("a"))
      let owner = FileOwner(user: 0, group: 100_000)
      let passable: FilePermissions = [.ownerReadWriteExecute, .groupExecute]
      #expect(try directory.create(permissions: passable, owner: owner))
      let before = try Stat(directory.path)
      #expect(before.permissions == passable)
      #expect(before.groupID == owner.group)
      #expect(try !directory.create(permissions: passable, owner: owner))
      #expect(try Stat(directory.path) == before)
      #expect(try !directory.create())
      #expect(try Stat(directory.path).permissions == .ownerReadWriteExecute)
    }
  }

  @Test func `Missing parents are made where that is asked for`() async throws {
    try await withDirectory { root throws in
      let directory = DurableDirectory(root.appending("a/b/c"))
      #expect(throws: FileError.self) { try directory.create() }
      #expect(try directory.create(parents: true))
      #expect(try Stat(root.appending("a")).permissions == .ownerReadWriteExecute)
    }
  }

  @Test func `A file or a symbolic link in its place is an error`() async throws {
    try await withDirectory { root throws in
      try DurableFile(root.appending("file")).replace(with: [])
      symlink("/tmp", root.appending("link").string)
      for name in ["file", "link"] {
        let directory = DurableDirectory(root.appending(name))
        #expect(throws: FileError("make directory", directory.path, .notDirectory)) {
          try directory.create()
        }
      }
    }
  }

  @Test func `Renaming does not replace unless told to`() async throws {
    try await withDirectory { root throws in
      let first = DurableDirectory(root.appending("a"))
      let second = root.appending("b")
      try first.create()
      try DurableFile(first.path.appending("x")).replace(with: [])
      try DurableDirectory(second).create()
      #expect(throws: FileError("rename", first.path, .system(.fileExists))) {
        try first.rename(to: second)
      }
      try first.rename(to: second, replacing: true)
      #expect(try names(in: root) == ["b"])
      #expect(try names(in: second) == ["x"])
    }
  }

  @Test func `Only what a killed write left behind is cleared away`() async throws {
    try await withDirectory { root throws in
      for name in [
        ".a.0123456789abcdef.partial", ".partial", ".a.0123456789ABCDEF.partial", "a.partial",
        ".a.0123456789abcde.partial",
      ] { try DurableFile(root.appending(name)).replace(with: []) }
      #expect(try DurableDirectory(root).removeStrayTemporaries() == 1)
      #expect(try names(in: root).count == 4)
    }
  }

  @Test func `A tmpfs is known to be volatile, ext4 in a file is not`() async throws {
    try await withDirectory { root throws in
      let output = try await shell(
        """
        mkdir "$1/t" "$1/e"
        mount -t tmpfs tmpfs "$1/t"; "$fixture" volatile "$1/t"
        truncate -s 1M "$1/image"; mke2fs -qF "$1/image"
        mount -o loop "$1/image" "$1/e"; "$fixture" volatile "$1/e"; umount "$1/e"
        """, in: root)
      #expect(output == "true\nfalse")
    }
  }
}
