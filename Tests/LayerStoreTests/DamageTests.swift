import ContainerModel
import FoundationEssentials
import Reconciling
import SystemPackage
import Testing
@testable import ArchiveUnpacking
@testable import LayerStore

/// How an archive is compressed.
enum Compression: String, Sendable, CaseIterable {
  case none = "cat"
  case gzip = "gzip -n"
  case xz = "xz"
  case zstd = "zstd -q"
}

@Suite struct DamageTests {
  /// An archive of a few files with content that doesn't compress well.
  private func archive(_ compression: Compression, in scratch: Scratch) async throws -> FilePath {
    try await scratch.shell(
      """
      mkdir tree; seq 2000 | sha256sum >tree/sum; seq 1 3000 | gzip >tree/noise; seq 400 >tree/text
      tar -C tree -c . | \(compression.rawValue) >archive
      """)
    return scratch.path.appending("archive")
  }

  private func bytes(of file: FilePath) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: file.string)))
  }

  @Test(arguments: Compression.allCases)
  func `An archive that is cut off anywhere is refused`(_ compression: Compression) async throws {
    try await Scratch.with { scratch in
      let archive = try await archive(compression, in: scratch)
      let whole = try bytes(of: archive)
      let digest = try scratch.digest(of: archive)
      // What tar pads an archive with may be missing.
      let significant = compression == .none ? (whole.lastIndex { $0 != 0 } ?? 0) : whole.count - 2
      for step in 0..<6 {
        let cut = try scratch.write(Array(whole[..<(1 + significant * step / 6)]), to: "cut")
        let mismatch = try await scratch.failure(of: cut, digest: digest)
        #expect(mismatch.cause.contains("expected was \(digest)"), "\(mismatch)")
        let damage = try await scratch.failure(of: cut)
        #expect(damage.cause.contains("damaged") || damage.cause.contains("not a tar"), "\(damage)")
      }
    }
  }

  @Test(arguments: Compression.allCases)
  func `An archive with one other bit is refused`(_ compression: Compression) async throws {
    try await Scratch.with { scratch in
      let archive = try await archive(compression, in: scratch)
      let digest = try scratch.digest(of: archive)
      let whole = try bytes(of: archive)
      for step in 0..<6 {
        var flipped = whole
        flipped[(whole.count - 1) * step / 5] ^= 1 << (step % 8)
        let file = try scratch.write(flipped, to: "flipped")
        let error = try await scratch.failure(of: file, digest: digest)
        let actual = try scratch.digest(of: file)
        #expect(error.cause.contains("its sha256 is \(actual), expected was \(digest)"), "\(error)")
      }
    }
  }

  @Test(arguments: Compression.allCases)
  func `What comes after the end of an archive is refused`(_ compression: Compression) async throws
  {
    try await Scratch.with { scratch in
      let archive = try await archive(compression, in: scratch)
      try await scratch.shell(
        """
        (cat archive; echo garbage) >garbage
        cat archive archive >twice
        (tar -C tree -c .; echo garbage) | \(compression.rawValue) >inside
        """)
      _ = try await scratch.prepare(archive)
      _ = try await scratch.store().remove(unused: "images/\(scratch.key(of: archive))")
      for name in ["garbage", "twice", "inside"] {
        let error = try await scratch.failure(of: scratch.path.appending(name))
        #expect(error.cause.contains("the archive is damaged"), "\(name): \(error)")
      }
    }
  }

  @Test func `An archive without its end marker is refused`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(TarArchive([.file("a"), .file("b")]).bytes, to: "open.tar")
      #expect(try await scratch.failure(of: archive).cause.contains("its end is missing"))
    }
  }

  @Test func `An archive whose end marker is one block is taken, as by every tar`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(
        TarArchive([.file("a")]).bytes + [UInt8](repeating: 0, count: 512), to: "lone.tar")
      #expect(try scratch.names(in: try await scratch.prepare(archive)) == ["a"])
    }
  }

  @Test(arguments: [
    "echo text >file", "head -c 4096 /dev/urandom >file", "head -c 4096 /dev/zero >file",
    "echo text | gzip >file", "tar -c /etc/hostname 2>/dev/null | bzip2 >file",
    "tar -c /etc/hostname 2>/dev/null | gzip | gzip >file",
    "tar -c /etc/hostname 2>/dev/null | gzip | xz >file",
    "bsdtar --format=newc -cf file /etc/hostname", "python3 -m zipfile -c file /etc/hostname",
    "bsdtar --format=7zip -cf file /etc/hostname",
  ])
  func `What is no tar archive is refused`(_ command: String) async throws {
    try await Scratch.with { scratch in
      try await scratch.shell(command)
      let error = try await scratch.failure(of: scratch.path.appending("file"))
      #expect(
        error.cause.contains("root file systems are tar archives")
          || error.cause.contains("it has no entries"), "\(error)")
    }
  }

  @Test(arguments: [
    ("mkdir file", "it is a directory"), ("mkfifo file", "it is a fifo"), (":>file", "is empty"),
    ("ln -s /dev/zero file", "it is a device"), ("ln -s nowhere file", "no such file"),
    ("true", "no such file"),
  ])
  func `What is no file is refused`(_ command: String, _ reason: String) async throws {
    try await Scratch.with { scratch in
      try await scratch.shell(command)
      let digest = try #require(SHA256Digest(String(repeating: "0", count: 64)))
      let error = try await scratch.failure(of: scratch.path.appending("file"), digest: digest)
      #expect(error.cause.contains(reason), "\(error)")
    }
  }

  @Test func `A file that is written to while it is read is found out`() async throws {
    try await Scratch.with { scratch in
      let path = try scratch.write([UInt8](repeating: 7, count: 1 << 20), to: "changing")
      let digest = try scratch.digest(of: path)
      for (change, way) in [
        ("printf x >>changing", "longer"), ("truncate -s 500k changing", "shorter"),
      ] {
        try scratch.write([UInt8](repeating: 7, count: 1 << 20), to: "changing")
        let file = try ArchiveFile(path: path.string)
        _ = try file.nextBlock()
        try await scratch.shell(change)
        #expect(throws: UnpackFault.changed, "\(way)") { try file.verify(digest) }
      }
    }
  }
}
