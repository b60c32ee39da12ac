import ContainerModel
import DurableFiles
import FoundationEssentials
import Reconciling
import SystemPackage
import Testing
import Workers
@testable import LayerStore

@Suite struct StoreTests {
  /// A launcher whose workers leave a line in the file `runs`.
  private func countingLauncher(_ scratch: Scratch, first: String = "") async throws
    -> WorkerLauncher
  {
    try await scratch.shell(
      """
      printf '#!/bin/sh\\necho run >>%s/runs\\n%s\\nexec %s "$@"\\n' $scratch '\(first)' $fixture >worker
      chmod 755 worker
      """)
    return WorkerLauncher(executable: scratch.path.appending("worker"))
  }

  private func runs(_ scratch: Scratch) throws -> Int {
    guard let text = try? Data(contentsOf: URL(filePath: scratch.path.appending("runs").string))
    else {
      return 0
    }
    return text.count { $0 == UInt8(ascii: "\n") }
  }

  @Test func `Many who ask for an image at once get one that is unpacked once`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(TarArchive([.file("a")]).finished, to: "a.tar")
      let key = try scratch.key(of: archive)
      let store = LayerImageStore(
        layout: scratch.layout, launcher: try await countingLauncher(scratch, first: "sleep 0.3"))
      let told = Tally()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            try await store.prepare(key, archive: archive.string) { _, _ in
              told.add(1)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try runs(scratch) == 1)
      #expect(told.numbers.count >= 8)
      #expect(try await store.images() == [key])
      try await store.prepare(key, archive: archive.string) { _, _ in }
      #expect(try runs(scratch) == 1)
    }
  }

  @Test func `An image that is there is not touched again`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(TarArchive([.file("a")]).finished, to: "a.tar")
      _ = try await scratch.prepare(archive)
      let list = "find state -printf '%p %i %C@ %A@\\n' | sort"
      let before = try await scratch.shell(list)
      _ = try await scratch.store().images()
      _ = try await scratch.store().unused(images: [scratch.key(of: archive)], folders: [])
      try await scratch.shell("rm a.tar")
      let key = try #require(try await scratch.store().images().first)
      try await scratch.store().prepare(key, archive: archive.string) { _, _ in }
      #expect(
        try await scratch.shell("find state -printf '%p %i %C@\\n' | sort")
          == before.split(separator: "\n").map {
            $0.split(separator: " ").dropLast().joined(separator: " ")
          }
          .joined(separator: "\n"))
    }
  }

  @Test func `Progress ends with the whole archive`() async throws {
    try await Scratch.with { scratch in
      try await scratch.shell("head -c 5M /dev/urandom >noise; tar -cf a.tar noise")
      let archive = scratch.path.appending("a.tar")
      let seen = Tally()
      try await scratch.store().prepare(scratch.key(of: archive), archive: archive.string) {
        read, total in
        #expect(total >= 5 << 20)
        seen.add(read)
      }
      let amounts = seen.numbers
      #expect(amounts.count >= 5)
      #expect(try await amounts.last == Int64(scratch.shell("stat -c %s a.tar")))
      #expect(amounts == amounts.sorted())
    }
  }

  @Test func `Who is cancelled leaves nothing behind`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(TarArchive([.file("a")]).finished, to: "a.tar")
      let key = try scratch.key(of: archive)
      let store = LayerImageStore(
        layout: scratch.layout, launcher: try await countingLauncher(scratch, first: "sleep 60"))
      let task = Task { try await store.prepare(key, archive: archive.string) { _, _ in } }
      while try runs(scratch) == 0 { try await Task.sleep(for: .milliseconds(10)) }
      task.cancel()
      await #expect(throws: OperationError.self) { try await task.value }
      #expect(try scratch.names(in: FilePath(scratch.layout.images)) == [])
      #expect(try await store.images() == [])
    }
  }

  @Test func `A worker that takes too long is stopped and leaves nothing behind`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(TarArchive([.file("a")]).finished, to: "a.tar")
      let store = LayerImageStore(
        layout: scratch.layout, launcher: try await countingLauncher(scratch, first: "sleep 60"),
        deadline: .milliseconds(300))
      let error = await #expect(throws: OperationError.self) {
        try await store.prepare(scratch.key(of: archive), archive: archive.string) { _, _ in }
      }
      #expect(error?.cause.contains("did not finish within") == true)
      #expect(error?.isPassing == true)
      #expect(try scratch.names(in: FilePath(scratch.layout.images)) == [])
    }
  }

  @Test func `An image whose record was cut off or changed is not there, and is made anew`()
    async throws
  {
    try await Scratch.with { scratch in
      let archive = try scratch.write(TarArchive([.file("a")]).finished, to: "a.tar")
      let rootfs = try await scratch.prepare(archive)
      let store = scratch.store()
      let key = try scratch.key(of: archive)
      let file = rootfs.removingLastComponent().appending("image.json")
      let record = [UInt8](try Data(contentsOf: URL(filePath: file.string)))
      for length in 0..<record.count - 3 {
        try Data(record[..<length]).write(to: URL(filePath: file.string))
        #expect(try await store.images() == [])
      }
      for other in [
        String(decoding: record, as: UTF8.self).replacing(
          "\"formatVersion\" : 1", with: "\"formatVersion\" : 2"),
        String(decoding: record, as: UTF8.self).replacing("100000", with: "200000"),
        "[]", "null",
      ] {
        try Data(other.utf8).write(to: URL(filePath: file.string))
        #expect(try await store.images() == [])
      }
      try await scratch.shell("rm -r \(rootfs)/a")
      try await store.prepare(key, archive: archive.string) { _, _ in }
      #expect(try await store.images() == [key])
      #expect(try scratch.names(in: rootfs) == ["a"])
      let left = try await store.unused(images: [key], folders: [])
      #expect(left.count == 1)
      for name in left { try await store.remove(unused: name) }
      #expect(try scratch.names(in: FilePath(scratch.layout.images)) == [key.description])
    }
  }

  @Test func `What nothing refers to is found and removed, and nothing else`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(
        TarArchive([.directory("d", mode: 0), .file("a")]).finished, to: "a.tar")
      for mapping in [IDRange.test, nil, IDRange(first: 200000, count: 1000)] {
        _ = try await scratch.prepare(archive, mapping)
      }
      let store = scratch.store()
      let keys = try await store.images()
      #expect(keys.count == 3)
      let kept = try scratch.key(of: archive)
      try await scratch.shell(
        "cd state/images; mkdir lost+found .hidden; echo >README; mkdir .unfinished-dead .unwanted-dead"
      )
      let unused = try await store.unused(images: [kept], folders: [])
      #expect(
        Set(unused)
          == Set(
            keys.subtracting([kept]).map { "images/\($0)" } + [
              "images/.unfinished-dead", "images/.unwanted-dead",
            ]))
      for name in unused { try await store.remove(unused: name) }
      #expect(try await store.images() == [kept])
      #expect(
        try scratch.names(in: FilePath(scratch.layout.images))
          == [".hidden", "README", kept.description, "lost+found"].sorted())
    }
  }

  @Test(arguments: [
    "", "images", "images/", "images/..", "images/../uppers", "images/README", "uppers/a",
    "images/.unfinished-/../x", "/etc",
  ])
  func `What is no layer is not removed`(_ name: String) async throws {
    try await Scratch.with { scratch in
      await #expect(throws: OperationError.self) { try await scratch.store().remove(unused: name) }
    }
  }

  @Test func `A layer that somebody works on is no leftover`() async throws {
    try await Scratch.with { scratch in
      let store = scratch.store()
      let layer = try store.imageShelf.begin(for: LayerOwner(.test))
      #expect(try await store.unused(images: [], folders: []) == [])
      #expect(layer.path.lastComponent != nil)
    }
  }

  @Test func `An image that a process has as an overlay's lower stays`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(TarArchive([.file("a")]).finished, to: "a.tar")
      let rootfs = try await scratch.prepare(archive)
      let store = scratch.store()
      // A process in a mount namespace of its own, like a container.
      try await scratch.shell(
        """
        mkdir upper work merged
        mount -t overlay o -o lowerdir=\(rootfs),upperdir=upper,workdir=work merged
        (sleep 300 & echo $! >pid) >/dev/null 2>&1
        """)
      #expect(try await store.unused(images: [], folders: []) == [])
      let name = "images/\(try scratch.key(of: archive))"
      let error = await #expect(throws: OperationError.self) {
        try await store.remove(unused: name)
      }
      #expect(error?.cause.contains("in use: overlay") == true, "\(String(describing: error))")
      #expect(error?.isPassing == true)
      try await scratch.shell(
        "kill $(cat pid); while kill -0 $(cat pid) 2>/dev/null; do sleep 0.05; done")
      #expect(try await store.unused(images: [], folders: []) == [name])
      try await store.remove(unused: name)
      #expect(try await store.images() == [])
    }
  }
}
