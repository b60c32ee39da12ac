import ContainerModel
import Reconciling
import Subprocess
import SystemPackage
import Testing
import Workers
@testable import LayerStore

@Suite struct FaultTests {
  @Test(arguments: [
    "size=600k", "size=2M", "size=3M", "size=64M,nr_inodes=20", "size=64M,nr_inodes=200",
  ])
  func `A full file system fails the image, and gets its space back`(_ options: String) async throws
  {
    try await Scratch.with { scratch in
      try await scratch.shell(
        "mkdir tree; head -c 4M /dev/urandom >tree/noise; for i in $(seq 300); do : >tree/$i; done; tar -C tree -cf a.tar ."
      )
      let key = try scratch.key(of: scratch.path.appending("a.tar"))
      let output = try await scratch.shell(
        """
        mount -t tmpfs -o \(options) small state; mkdir state/images
        before=$(df --output=used,iused state | tail -1)
        if $fixture prepare $scratch/state \(key) $scratch/a.tar >error; then echo no error; fi
        after=$(df --output=used,iused state | tail -1)
        [ "$before" = "$after" ] || echo "$before is not $after"
        ls -A state/images; cat error
        """)
      let what = options.contains("inodes") ? "inodes are" : "space is"
      #expect(
        output == "failed to unpack '\(scratch.path)/a.tar': no \(what) left in the image store")
    }
  }

  @Test func `A full ext4 fails the image, and a little more room is enough`() async throws {
    try await Scratch.with { scratch in
      try await scratch.shell(
        "mkdir tree; head -c 4M /dev/urandom >tree/noise; tar -C tree -cf a.tar .")
      let key = try scratch.key(of: scratch.path.appending("a.tar"))
      let output = try await scratch.shell(
        """
        truncate -s 4M disk; mkfs.ext4 -q -O ^has_journal disk; mount -o loop disk state
        if $fixture prepare $scratch/state \(key) $scratch/a.tar; then echo no error; fi
        ls -A state/images; umount state
        truncate -s 16M disk; resize2fs disk >/dev/null 2>&1; mount -o loop disk state
        $fixture prepare $scratch/state \(key) $scratch/a.tar; cmp tree/noise state/images/\(key)/rootfs/noise
        """)
      #expect(
        output == "failed to unpack '\(scratch.path)/a.tar': no space is left in the image store")
    }
  }

  @Test func `A read-only state directory is an error`() async throws {
    try await Scratch.with { scratch in
      let archive = try scratch.write(TarArchive([.file("a")]).finished, to: "a.tar")
      let output = try await scratch.shell(
        """
        mount --bind state state; mount -o remount,bind,ro state
        if $fixture prepare $scratch/state \(scratch.key(of: archive)) \(archive); then echo no error; fi
        """)
      #expect(output.contains("read-only file system"), "\(output)")
    }
  }

  @Test(arguments: [
    ("mkdirat", 4), ("fchmod", 3), ("flock", 1), ("unshare", 1), ("pwrite64", 2), ("syncfs", 1),
    ("fsync", 6), ("renameat2", 1),
  ])
  func `A run that is killed at one of its calls leaves the old state or the new`(
    _ call: String, _ times: Int
  ) async throws {
    try await Scratch.with { scratch in
      try await scratch.shell("mkdir tree; seq 9 >tree/a; seq 99 >tree/b; tar -C tree -cf a.tar .")
      let archive = scratch.path.appending("a.tar")
      let key = try scratch.key(of: archive)
      let store = scratch.store()
      for number in 1...times {
        // What is killed may be the one who prepares or its worker.
        try await scratch.shell(
          """
          strace -qq -f -o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(number) \
            $fixture prepare $scratch/state \(key) \(archive) >/dev/null 2>&1 || true
          """)
        if try await store.images() == [key] {
          try await scratch.shell("diff -r tree state/images/\(key)/rootfs")
        } else {
          #expect(try await store.images() == [])
        }
        for name in try await store.unused(images: [], folders: []) {
          try await store.remove(unused: name)
        }
        #expect(try scratch.names(in: FilePath(scratch.layout.images)) == [])
      }
      _ = try await scratch.prepare(archive)
      #expect(try await store.images() == [key])
    }
  }

  @Test func `What is published has survived a power cut`() async throws {
    try await Scratch.with { scratch in
      try await scratch.shell(
        "mkdir -p tree/d; head -c 3M /dev/urandom >tree/noise; seq 100 >tree/d/text; tar -C tree -cf a.tar ."
      )
      let archive = scratch.path.appending("a.tar")
      let key = try scratch.key(of: archive)
      // Nothing reaches the disk by itself within ten minutes; the copy is what a power cut leaves.
      try await scratch.shell(
        """
        mkdir ram copy; mount -t tmpfs ram ram; truncate -s 64M ram/disk; mkfs.ext4 -q ram/disk
        mount -o loop,commit=600 ram/disk state; sync -f state
        $fixture prepare $scratch/state \(key) \(archive)
        cp --sparse=always ram/disk ram/after
        mount -o loop ram/after copy
        diff -r tree copy/images/\(key)/rootfs; grep -q \(key.digest) copy/images/\(key)/image.json
        """)
    }
  }

  @Test func `A gigabyte is unpacked in little memory`() async throws {
    try await Scratch.with { scratch in
      // Far apart, so that files are no whole holes, and so little that the test's disk is spared.
      try await scratch.shell(
        """
        mkdir tree; for i in 1 2 3 4; do truncate -s 256M tree/$i; printf end >>tree/$i; done
        tar -C tree -c . | zstd -q -o a.tar.zst
        """)
      let archive = scratch.path.appending("a.tar.zst")
      let target = scratch.path.appending("target")
      try await scratch.shell("mkdir target; chown 100000:100000 target")
      let reply = try await scratch.launcher.run(
        UnpackTask.self,
        UnpackRequest(
          archive: archive.string, digest: scratch.digest(of: archive), target: target.string,
          mapping: .test),
        deadline: .seconds(300))
      #expect(reply.unpackedBytes == 4 * ((256 << 20) + 3))
      #expect(reply.peakMemory < 48 << 20)
      #expect(try await scratch.shell("cmp tree/4 target/4") == "")
    }
  }
}
