import ContainerModel
import Glibc
import Reconciling
import SystemPackage
import Testing
@testable import UnpackFixture
import Workers

@testable import LayerStore

/// An archive that must be refused as a whole.
struct HostileArchive: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let reason: String
  let entries: [TarArchive.Entry]

  init(_ what: String, because reason: String, _ entries: [TarArchive.Entry]) {
    testDescription = what
    self.reason = reason
    self.entries = entries
  }

  static let all: [HostileArchive] = [
    .init("an absolute path", because: "absolute", [.file("/canary")]),
    .init("an absolute path outside", because: "absolute", [.file("/tmp/canary")]),
    .init("a path with ..", because: "'..'", [.file("../canary")]),
    .init("a path with .. in the middle", because: "'..'", [.file("a/../../canary")]),
    .init("a path that is ..", because: "'..'", [.directory("..")]),
    .init(
      "an absolute path in a pax header", because: "absolute",
      [
        .file("good").header("path", "/canary")
      ]),
    .init(
      "a hard link to an absolute path", because: "absolute",
      [
        .hardLink("canary", to: "/etc/passwd")
      ]),
    .init("a hard link to ..", because: "'..'", [.hardLink("canary", to: "../../etc/passwd")]),
    .init(
      "a hard link to nothing", because: "does not exist", [.hardLink("canary", to: "missing")]),
    .init(
      "a file through a link", because: "symbolic link",
      [
        .symlink("way", to: "/"), .file("way/canary"),
      ]),
    .init(
      "a file through a link to ..", because: "symbolic link",
      [
        .symlink("way", to: "../../../.."), .file("way/canary"),
      ]),
    .init(
      "a file through a link that stays inside", because: "symbolic link",
      [
        .directory("real"), .symlink("way", to: "real"), .file("way/canary"),
      ]),
    .init(
      "a file through two links", because: "symbolic link",
      [
        .symlink("one", to: "."), .symlink("one/two", to: "/"), .file("one/two/canary"),
      ]),
    .init(
      "a directory in the place of a link", because: "something else there",
      [
        .symlink("way", to: "/"), .directory("way"), .file("way/canary"),
      ]),
    .init(
      "a file in the place of a link", because: "something else there",
      [
        .symlink("way", to: "/canary"), .file("way"),
      ]),
    .init(
      "a link in the place of a directory", because: "something else there",
      [
        .directory("way"), .symlink("way", to: "/"), .file("way/canary"),
      ]),
    .init(
      "a hard link through a link", because: "symbolic link",
      [
        .symlink("way", to: "/etc"), .hardLink("canary", to: "way/passwd"),
      ]),
    .init("a character device", because: "device", [.special("null", "3", 1, 3)]),
    .init("a block device", because: "device", [.special("disk", "4", 8, 0)]),
    .init("an overlay's whiteout", because: "device", [.special("gone", "3", 0, 0)]),
    .init("a layer's whiteout", because: "'.wh.'", [.file(".wh.gone")]),
    .init("an opaque directory", because: "'.wh.'", [.file("etc/.wh..wh..opq")]),
    .init("a whiteout of the directory", because: "'.wh.'", [.file(".wh..")]),
    .init("a whiteout of the directory above", because: "'.wh.'", [.file(".wh...")]),
    .init("an owner outside the range", because: "65536", [.file("a").owned(by: 65536, 0)]),
    .init("a group outside the range", because: "70000", [.file("a").owned(by: 0, 70000)]),
    .init("a negative owner", because: "-", [.file("a").owned(by: -1, 0)]),
    .init(
      "a security attribute", because: "security.selinux",
      [
        .file("a").attribute("security.selinux", [1])
      ]),
    .init(
      "an opaque attribute", because: "trusted.overlay.opaque",
      [
        .directory("a").attribute("trusted.overlay.opaque", Array("y".utf8))
      ]),
    .init(
      "a redirect", because: "trusted.overlay.redirect",
      [
        .directory("a").attribute("trusted.overlay.redirect", Array("/etc".utf8))
      ]),
    .init(
      "an opaque attribute for users", because: "user.overlay.opaque",
      [
        .directory("a").attribute("user.overlay.opaque", Array("y".utf8))
      ]),
    .init(
      "an unknown system attribute", because: "system.",
      [
        .file("a").attribute("system.other", [1])
      ]),
    .init(
      "a capability that is none", because: "could not be written",
      [
        .file("a").attribute("security.capability", [1, 2, 3])
      ]),
    .init(
      "an access list that is none", because: "makes no sense",
      [
        .file("a").attribute("system.posix_acl_access", [1, 2, 3])
      ]),
    .init(
      "an access list with an id outside", because: "65536",
      [
        .file("a").header(
          "SCHILY.acl.access", "user::rw-,user:x:rwx:65536,group::r--,mask::rwx,other::r--")
      ]),
    .init(
      "an access list with a name alone", because: "without the number",
      [
        .file("a").header(
          "SCHILY.acl.access", "user::rw-\nuser:joe:rwx\ngroup::r--\nmask::rwx\nother::r--\n")
      ]),
    .init(
      "an immutable file", because: "immutable",
      [
        .file("a").header("SCHILY.fflags", "schg")
      ]),
    .init("a root that is a file", because: "no directory", [.file(".", "x")]),
    .init("a root that is a link", because: "no directory", [.symlink(".", to: "/etc")]),
    .init(
      "a name too long", because: "longer than 255",
      [
        .file(String(repeating: "n", count: 256))
      ]),
    .init(
      "a path too long", because: "longer than 4000",
      [
        .file(
          String(repeating: "d/", count: 100)
            + Array(repeating: String(repeating: "p", count: 200), count: 20).joined(separator: "/")
        )
      ]),
    .init(
      "a path too deep", because: "deeper than 128",
      [
        .file(String(repeating: "d/", count: 128) + "f")
      ]),
    .init("no entry at all", because: "no entries", []),
  ]
}

@Suite struct RefusalTests {
  @Test(arguments: HostileArchive.all)
  func `An archive that could do harm is refused as a whole`(_ hostile: HostileArchive) async throws
  {
    try await Scratch.with { scratch in
      let archive = try scratch.write(
        TarArchive([.file("honest")] + hostile.entries.filter { _ in !hostile.entries.isEmpty })
          .finished, to: "hostile.tar")
      let empty = try scratch.write(TarArchive([]).finished, to: "empty.tar")
      let error = try await scratch.failure(of: hostile.entries.isEmpty ? empty : archive)
      #expect(error.cause.contains(hostile.reason), "\(error)")
      #expect(error.operation == "unpack")
      #expect(!error.isPassing)
      #expect(try scratch.names(in: scratch.path) == ["empty.tar", "hostile.tar", "state"])
      #expect(access("/canary", F_OK) != 0)
      #expect(access("/tmp/canary", F_OK) != 0)
    }
  }

  @Test func `The kernel holds the worker back even if nobody looks at the archive`() async throws {
    try await Scratch.with { scratch in
      for mapping in [IDRange.test, nil] {
        let target = scratch.path.appending(mapping == nil ? "privileged" : "unprivileged")
        let owner = mapping?.first ?? 0
        try await scratch.shell("mkdir \(target); chown \(owner):\(owner) \(target)")
        let done = try await scratch.launcher.run(
          Breakout.self, Breakout.Request(target: target.string, mapping: mapping),
          deadline: .seconds(60))
        // The host's root is above the bound on processes, but finds nothing to execute.
        #expect(
          done == [
            "make a directory": 0, "make a file": 0, "make a link": 0, "give a file away": 0,
            "leave by ..": ENOENT, "write through a link": ELOOP,
            "make a directory through a link": ELOOP, "make a device": EPERM,
            "give a file to nobody of ours": mapping == nil ? 0 : EINVAL,
            "set a trusted attribute": EPERM, "mount": EPERM, "change the root": EPERM,
            "make a process": mapping == nil ? EACCES : EAGAIN,
            "signal the caller": mapping == nil ? 0 : EPERM,
            "execute a file": EACCES,
          ])
      }
    }
  }

  @Test func `Bounds are kept`() async throws {
    try await Scratch.with { scratch in
      var limits = UnpackLimits()
      limits.entries = 2
      limits.unpackedBytes = 1 << 20
      let many = try scratch.write(
        TarArchive([.file("a"), .file("b"), .file("c")]).finished, to: "many.tar")
      #expect(
        try await scratch.failure(of: many, limits: limits).cause.contains("more than 2 entries"))
      let large = try scratch.write(
        TarArchive([.file("a", String(repeating: "x", count: 1 << 20 | 1))]).finished,
        to: "large.tar")
      #expect(
        try await scratch.failure(of: large, limits: limits).cause.contains("more than 1048576"))
      _ = try await scratch.shell(
        "truncate -s 2M hole; tar -Scf sparse.tar hole; truncate -s 2M image; tar -czf dense.tar.gz image"
      )
      let sparse = scratch.path.appending("sparse.tar")
      #expect(
        try await scratch.failure(of: sparse, limits: limits).cause.contains("more than 1048576"))
      limits.unpackedBytes = 1 << 30
      limits.ratioFloor = 1 << 20
      let dense = scratch.path.appending("dense.tar.gz")
      #expect(
        try await scratch.failure(of: dense, limits: limits).cause.contains("100 times its size"))
    }
  }

  @Test(arguments: ["xz -T1 --lzma2=dict=512MiB", "zstd -q --ultra --long=27"])
  func `A dictionary that takes too much memory is refused`(_ program: String) async throws {
    try await Scratch.with { scratch in
      var limits = UnpackLimits()
      limits.memory = 64 << 20
      _ = try await scratch.shell(
        "head -c 130M /dev/zero >noise; tar -c noise | \(program) >large.tar")
      let error = try await scratch.failure(
        of: scratch.path.appending("large.tar"), limits: limits)
      #expect(error.cause.contains("67108864 bytes of memory"), "\(error)")
    }
  }
}
