import ContainerModel
import FoundationEssentials
import Reconciling
import Testing

@testable import LXCRuntime

@Suite
struct RootTests {
  @Test(
    "A persistent root keeps what is written, in the upper, and leaves the image alone",
    arguments: [false, true])
  func persistent(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry(privileged: privileged))
      #expect(
        try router.inside(entry, "echo changed >/etc/motd; rm -r /srv && mkdir /srv && id -u")
          == "0")
      _ = try await router.runtime.stop(entry)
      _ = try await router.runtime.start(entry)
      #expect(try router.inside(entry, "cat /etc/motd") == "changed")
      let image = try #require(entry.imageKey)
      #expect(try content("\(router.state.rootfs(image))/etc/motd") == "original")
      let upper = router.state.upper(entry.upperKey, of: entry.spec.name)
      let owner = privileged ? "0" : "100000"
      #expect(try shell("stat -c %u \(upper)/etc/motd") == owner)
    }
  }

  @Test(
    "An ephemeral root forgets at stop, is bounded, and leaves nothing mounted",
    arguments: [false, true])
  func ephemeral(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry(privileged: privileged) {
          $0.rootfs = RootfsSpec(mode: .ephemeral, size: ByteCount("2MiB"))
        })
      #expect(
        try router.inside(entry, "rm -r /etc && mkdir /etc && echo x >/etc/new && ls /etc") == "new"
      )
      #expect(
        try router.inside(entry, "dd if=/dev/zero of=/big bs=1M count=5 2>&1").contains(
          "No space left"))
      _ = try await router.runtime.stop(entry)
      #expect(!FileManager.default.fileExists(atPath: router.run.scratch(entry.spec.name)))
      #expect(try !content("/proc/self/mountinfo").contains(router.run.root))
      _ = try await router.runtime.start(entry)
      #expect(try router.inside(entry, "cat /etc/motd") == "original")
    }
  }

  @Test("What an ephemeral root held is gone when its monitor is killed")
  func ephemeralAfterKill() async throws {
    try await Router.with { router in
      let (_, identity) = try await router.started(
        router.entry { $0.rootfs = RootfsSpec(mode: .ephemeral) })
      let monitor = try #require(HostProcess(id: identity.pid).parent)
      _ = try shell("kill -9 \(monitor) \(identity.pid); sleep 0.3")
      #expect(try shell("grep -l \(router.run.root) /proc/[0-9]*/mountinfo") == "")
    }
  }

  @Test(
    "A read-only root is not written to, though its image lacks a mount point",
    arguments: [false, true])
  func readOnly(privileged: Bool) async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry(privileged: privileged) {
          $0.rootfs.mode = .readOnly
          $0.mounts = [
            MountSpec(target: "/not/in/image", source: .tmpfs(size: ByteCount(bytes: 65536)))
          ]
        })
      #expect(try router.inside(entry, "touch /x").contains("Read-only file system"))
      #expect(try router.inside(entry, "echo >/etc/motd").contains("Read-only file system"))
      #expect(try router.inside(entry, "touch /not/in/image/x && echo yes") == "yes")
    }
  }

  @Test(
    "A directory of the host is an image whose owners are shifted for an unprivileged container",
    arguments: [false, true])
  func directory(privileged: Bool) async throws {
    try await Router.with { router in
      let path = "\(router.root)/image"
      try Tree.busybox(at: path, owner: 0)
      try Tree.run("chown 33:33 \(path)/etc/motd")
      let (entry, _) = try await router.started(
        router.entry(privileged: privileged) { $0.image = .directory(path: path) })
      #expect(try router.inside(entry, "stat -c %u:%g /bin/busybox /etc/motd") == "0:0\n33:33")
      #expect(
        try router.inside(entry, "echo new >/etc/motd; rm -r /srv; mkdir /srv; cat /etc/motd")
          == "new")
      #expect(try content("\(path)/etc/motd") == "original")
      #expect(try shell("stat -c %u:%g \(path)/etc/motd") == "33:33")
    }
  }

  @Test("The image that runs is seen in the kernel's mounts")
  func imageIsSeen() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(router.entry())
      let digest = try #require(entry.imageKey?.digest)
      #expect(
        try await router.observed(entry).actual["image.archive.sha256"] == .value("\(digest)"))
    }
  }
}
