import DurableFiles
import Glibc
import SystemPackage
import Testing

@Suite struct DurableFileTests {
  private let content = Array("content\n".utf8)

  @Test func `A file is made with mode 0600 and read back`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      #expect(try file.replace(with: content))
      #expect(try file.read(limit: 8) == content)
      #expect(try Stat(file.path).permissions == .ownerReadWrite)
      #expect(try names(in: directory) == ["a"])
    }
  }

  @Test func `Writing what is there already writes nothing`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      try file.replace(with: content)
      let before = try Stat(file.path)
      #expect(try !file.replace(with: content))
      #expect(try Stat(file.path) == before)
    }
  }

  @Test func `Another mode or owner is written`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      try file.replace(with: content)
      #expect(try file.replace(with: content, permissions: [.ownerReadWrite, .groupRead]))
      #expect(try Stat(file.path).permissions == [.ownerReadWrite, .groupRead])
      let owner = FileOwner(user: 1, group: 2)
      #expect(try file.replace(with: content, owner: owner))
      #expect(try !file.replace(with: content, owner: owner))
      #expect(try Stat(file.path).userID == owner.user)
      #expect(try Stat(file.path).groupID == owner.group)
    }
  }

  @Test func `Without waiting for the storage the file is whole as well`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      try file.replace(with: Array("old".utf8))
      #expect(
        try file.replace(with: content, permissions: [.ownerReadWrite, .otherRead], synced: false))
      #expect(try file.read(limit: 8) == content)
      #expect(try Stat(file.path).permissions == [.ownerReadWrite, .otherRead])
      #expect(try names(in: directory) == ["a"])
    }
  }

  @Test func `The umask does not matter`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      let everything: FilePermissions = [.ownerReadWriteExecute, .groupReadWrite, .otherReadWrite]
      try file.replace(with: content, permissions: everything)
      #expect(try Stat(file.path).permissions == everything)
    }
  }

  @Test func `A symbolic link is replaced and its target untouched`() async throws {
    try await withDirectory { directory throws in
      let target = DurableFile(directory.appending("target"))
      try target.replace(with: [1])
      symlink("target", directory.appending("link").string)
      let file = DurableFile(directory.appending("link"))
      #expect(try file.replace(with: content))
      #expect(try target.read(limit: 1) == [1])
      #expect(try Stat(file.path, followTargetSymlink: false).type == .regular)
    }
  }

  @Test func `A large file and an empty one are read back`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      let large = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      try file.replace(with: large)
      #expect(try file.read(limit: Int64(large.count)) == large)
      try file.replace(with: [])
      #expect(try file.read(limit: 0) == [])
    }
  }

  @Test func `A file larger than the limit is refused`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      try file.replace(with: content)
      let cause = FileError.Cause.tooLarge(size: 8, limit: 7)
      #expect(throws: FileError("read", file.path, cause)) { try file.read(limit: 7) }
    }
  }

  @Test func `A file of the kernel is read though its size says nothing`() throws {
    let text = try DurableFile("/proc/self/status").read(limit: 1 << 20)
    #expect(text.starts(with: "Name:".utf8))
    #expect(throws: FileError.self) { try DurableFile("/proc/self/status").read(limit: 100) }
  }

  @Test func `Endless devices, fifos and directories are refused`() async throws {
    try await withDirectory { directory throws in
      let fifo = directory.appending("fifo")
      mkfifo(fifo.string, 0o600)
      for path in ["/dev/zero", fifo, directory] {
        #expect(throws: FileError("read", path, .notRegular)) {
          try DurableFile(path).read(limit: 100)
        }
      }
    }
  }

  @Test func `A missing file is nil where that is asked for`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      #expect(try file.readIfPresent(limit: 1) == nil)
      #expect(throws: FileError("open", file.path, .system(.noSuchFileOrDirectory))) {
        try file.read(limit: 1)
      }
      #expect(throws: FileError.self) { try DurableFile("/proc/version/x").readIfPresent(limit: 1) }
    }
  }

  @Test func `Removing says whether there was a file`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      #expect(try !file.remove())
      try file.replace(with: content)
      #expect(try file.remove())
      #expect(try names(in: directory) == [])
    }
  }

  @Test func `A directory of that name stays`() async throws {
    try await withDirectory { directory throws in
      let file = DurableFile(directory.appending("a"))
      mkdir(file.path.string, 0o700)
      #expect(throws: FileError("write", file.path, .system(.isDirectory))) {
        try file.replace(with: content)
      }
      #expect(try names(in: directory) == ["a"])
    }
  }

  @Test func `A name as long as a name may be is written`() async throws {
    try await withDirectory { directory throws in
      let name = String(repeating: "ž", count: 127)
      try DurableFile(directory.appending(name)).replace(with: content)
      #expect(try names(in: directory) == [name])
    }
  }

  @Test func `On a full file system the old content stays and nothing is left behind`() async throws
  {
    try await withDirectory { directory throws in
      let output = try await shell(
        """
        mount -t tmpfs -o size=64k tmpfs "$1"
        printf old > "$1/a"
        "$fixture" fill "$1/a" 100000 || echo failed
        ls -A "$1"; cat "$1/a"; df --output=used "$1" | tail -1 | tr -d ' '
        """, in: directory)
      #expect(
        output == """
          failed to write '\(directory)/a': no space left on device
          failed
          a
          old4
          """)
    }
  }

  @Test func `Without inodes the old content stays`() async throws {
    try await withDirectory { directory throws in
      let output = try await shell(
        """
        mount -t tmpfs -o size=1m,nr_inodes=3 tmpfs "$1"
        printf old > "$1/a"; printf x > "$1/b"
        "$fixture" fill "$1/a" 10 || echo failed
        ls -A "$1"; cat "$1/a"
        """, in: directory)
      #expect(output.hasSuffix("': no space left on device\nfailed\na\nb\nold"))
    }
  }

  @Test func `A read-only file system is told`() async throws {
    try await withDirectory { directory throws in
      let output = try await shell(
        """
        mount -t tmpfs tmpfs "$1"; printf old > "$1/a"; mount -o remount,ro "$1"
        "$fixture" replace "$1/a" new || cat "$1/a"
        """, in: directory)
      #expect(output.hasSuffix("read-only file system\nold"))
    }
  }

  /// Each system call that changes something, made to fail: success is never reported, and the file
  /// is whole.
  @Test(arguments: [
    ("write", 1, "old"), ("fchmod", 1, "new"), ("fsync", 1, "old"), ("renameat", 1, "old"),
    ("fsync", 2, "new"),
  ])
  func `A failing call is an error and the file old or new`(
    _ call: String, _ occurrence: Int, _ left: String
  ) async throws {
    try await withDirectory { directory throws in
      // fchmod is called only where the mode differs, hence never here.
      let output = try await shell(
        """
        printf old > "$1/a"; chmod 0600 "$1/a"
        strace -qqq -o /dev/null -e inject=\(call):error=EIO:when=\(occurrence) \
          "$fixture" replace "$1/a" new > "$1.out" || echo failed >> "$1.out"
        ls -A "$1"; cat "$1/a"; echo; cat "$1.out"; rm "$1.out"
        """, in: directory)
      let result = call == "fchmod" ? "true" : "input/output error\nfailed"
      #expect(output.hasPrefix("a\n\(left)\n"))
      #expect(output.hasSuffix(result))
    }
  }

  @Test(arguments: ["write", "fsync", "renameat", "fsync:when=2"])
  func `Killed at any call, the file is whole and the rest is cleared away`(
    _ call: String
  ) async throws {
    try await withDirectory { directory throws in
      let output = try await shell(
        """
        printf old > "$1/a"; chmod 0600 "$1/a"
        strace -qqq -o /dev/null -e inject=\(call):signal=KILL "$fixture" replace "$1/a" new || :
        cat "$1/a"
        """, in: directory)
      #expect(output == (call == "fsync:when=2" ? "new" : "old"))
      try DurableDirectory(directory).removeStrayTemporaries()
      #expect(try names(in: directory) == ["a"])
    }
  }
}
