import DurableFiles
import Glibc
import SystemPackage
import Testing

@Suite struct DirectoryTreeTests {
  @Test func `A tree of all kinds of files is removed, and what links point to stays`() async throws
  {
    try await withDirectory { root throws in
      let output = try await shell(
        """
        mkdir -p "$1/tree/a/b" "$1/keep"; echo x > "$1/keep/file"
        ln -s ../keep "$1/tree/link"; ln -s ../../keep/file "$1/tree/a/link"
        ln "$1/keep/file" "$1/tree/a/hard"; mkfifo "$1/tree/a/fifo"; mknod "$1/tree/a/null" c 1 3
        chmod 0 "$1/tree/a/b"; printf x > "$1/tree/$(printf '\\377\\n')"
        for i in $(seq 3000); do : > "$1/tree/a/$i"; done
        "$fixture" remove-tree "$1/tree"; ls "$1"; cat "$1/keep/file"
        "$fixture" remove-tree "$1/tree"
        """, in: root)
      #expect(output == "true\nkeep\nx\nfalse")
    }
  }

  @Test func `A link in place of the tree is removed, its target stays`() async throws {
    try await withDirectory { root throws in
      try DurableDirectory(root.appending("keep")).create()
      symlink("keep", root.appending("link").string)
      #expect(try DurableDirectory(root.appending("link")).removeTree())
      #expect(try names(in: root) == ["keep"])
    }
  }

  @Test func `A tree deeper than a path can be long is removed`() async throws {
    try await withDirectory { root throws in
      // Nobody can name the deepest directory by its path: it has 4,200 bytes.
      var directory = open(root.string, O_RDONLY)
      for depth in 0..<2100 {
        let name = depth == 0 ? "tree" : "d"
        #expect(mkdirat(directory, name, 0o700) == 0)
        let below = openat(directory, name, O_RDONLY)
        close(openat(directory, "file", O_WRONLY | O_CREAT, 0o600))
        close(directory)
        directory = below
      }
      close(directory)
      #expect(try DurableDirectory(root.appending("tree")).removeTree())
      #expect(try names(in: root) == ["file"])
    }
  }

  @Test(arguments: [
    "mount -t tmpfs tmpfs \"$1/tree/a/m\"", "mount --bind \"$1/other\" \"$1/tree/a/m\"",
    "mount --bind \"$1/tree\" \"$1/tree\"",
  ])
  func `Nothing is removed where something is mounted`(_ mount: String) async throws {
    try await withDirectory { root throws in
      let output = try await shell(
        """
        mkdir -p "$1/tree/a/m" "$1/other"; : > "$1/other/x"; : > "$1/tree/1"
        \(mount)
        "$fixture" remove-tree "$1/tree" && exit 1
        ls "$1/tree"; ls "$1/other"
        """, in: root)
      #expect(output.contains("something is mounted at '\(root)/tree"))
      #expect(output.hasSuffix("\n1\na\nx"))
    }
  }
}
