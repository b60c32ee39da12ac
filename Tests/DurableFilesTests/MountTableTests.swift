import DurableFiles
import Glibc
import SystemPackage
import Testing

@Suite struct MountTableTests {
  /// Another process, in a mount namespace of its own, has done this with `$1/dir`.
  @Test(arguments: [
    ("mount -t tmpfs tmpfs \"$1/dir/below\"", "tmpfs"),
    ("mount --bind \"$1/dir/below\" \"$1/elsewhere\"", "ext4"),
    (
      "mount -t overlay -o \"lowerdir=$1/elsewhere:$1/dir/below,upperdir=$1/u,workdir=$1/w\" x \"$1/m\"",
      "overlay"
    ),
    ("mount -t overlay -o \"lowerdir=$1/u,upperdir=$1/dir,workdir=$1/w\" x \"$1/m\"", "overlay"),
    ("mount -t tmpfs tmpfs \"$1/elsewhere\"", "none"),
    ("mount -t tmpfs tmpfs \"$1/dir.other\"", "none"),
  ])
  func `The use of a directory by any process is found`(
    _ mount: String, _ expected: String
  ) async throws {
    try await withDirectory { root throws in
      let output = try await shell(
        """
        mkdir -p "$1/dir/below" "$1/dir.other" "$1/elsewhere" "$1/u" "$1/w" "$1/m"
        mkfifo "$1/ready" "$1/done"
        unshare -m sh -ec '\(mount); echo > "$1/ready"; read x < "$1/done"' sh "$1" &
        read x < "$1/ready"
        "$fixture" first-use "$1/dir"
        echo > "$1/done"; wait
        "$fixture" first-use "$1/dir"
        """, in: root)
      #expect(output == "\(expected)\nnone")
    }
  }

  @Test func `Names with blanks and backslashes are found`() async throws {
    try await withDirectory { root throws in
      let output = try await shell(
        """
        mkdir "$1/a b\\\\c"; mount -t tmpfs tmpfs "$1/a b\\\\c"; "$fixture" first-use "$1/a b\\\\c"
        """, in: root)
      #expect(output == "tmpfs")
    }
  }

  @Test func `A directory that does not exist is used by nobody`() throws {
    #expect(try MountTable.firstUse(of: "/nonexistent/directory") == nil)
  }

  @Test
  func `The table of this process has the root, and is the same where only that is asked for`()
    throws
  {
    let all = try MountTable.ofThisProcess().entries.filter { $0.mountPoint == "/" }
    #expect(!all.isEmpty)
    #expect(try MountTable.ofProcess(getpid(), at: ["/"]).entries == all)
    #expect(try MountTable.ofProcess(getpid(), at: ["/nowhere"]).entries.isEmpty)
  }
}
