import ContainerModel
import Reconciling
import Testing

@testable import LXCRuntime

@Suite
struct MountTests {
  @Test(
    "All kinds of mounts are there, as writable as they should be, and seen in the kernel",
    arguments: [false, true])
  func all(privileged: Bool) async throws {
    try await Router.with { router in
      let host = "\(router.root)/host"
      let owner = privileged ? 0 : 100_000
      try Tree.run(
        """
        mkdir -p '\(host)/a b' \(host)/lower1 \(host)/lower2 && echo file >\(host)/file &&
        echo top >\(host)/lower1/same && echo below >\(host)/lower2/same && echo two >\(host)/lower2/two &&
        chown -R \(owner):\(owner) \(host)
        """)
      let (entry, _) = try await router.started(
        router.entry(privileged: privileged) {
          $0.mounts = [
            MountSpec(target: "/data", source: .volume(name: "data")),
            MountSpec(target: "/fixed", source: .volume(name: "fixed"), readOnly: true),
            MountSpec(target: "/with blank", source: .bind(source: "\(host)/a b")),
            MountSpec(target: "/etc/file", source: .bind(source: "\(host)/file"), readOnly: true),
            MountSpec(target: "/cache", source: .tmpfs(size: ByteCount(bytes: 1 << 20))),
            MountSpec(
              target: "/merged",
              source: .overlay(
                lower: [.host(path: "\(host)/lower1"), .host(path: "\(host)/lower2")],
                upper: "merged", size: nil)),
            MountSpec(
              target: "/forgets",
              source: .overlay(
                lower: [.host(path: "\(host)/lower1")], upper: nil, size: ByteCount(bytes: 1 << 20))
            ),
          ]
        })
      #expect(
        try router.inside(entry, "cat /merged/same /merged/two /etc/file") == "top\ntwo\nfile")
      #expect(
        try router.inside(
          entry,
          "for d in /data '/with blank' /cache /merged /forgets; do touch \"$d/new\" || echo $d; done"
        ) == "")
      #expect(try router.inside(entry, "touch /fixed/new").contains("Read-only"))
      #expect(try router.inside(entry, "echo >/etc/file").contains("Read-only"))
      #expect(
        try router.inside(entry, "dd if=/dev/zero of=/cache/big bs=1M count=3 2>&1").contains(
          "No space"))
      #expect(try router.inside(entry, "rm /merged/same /merged/two; ls /merged") == "new")

      let seen = try await router.observed(entry).actual.compactMapValues(\.text)
        .filter { $0.key.hasPrefix("mounts[") }
      #expect(seen == entry.spec.fields.filter { $0.key.hasPrefix("mounts[") })

      _ = try await router.runtime.stop(entry)
      _ = try await router.runtime.start(entry)
      #expect(try router.inside(entry, "ls /data /merged") == "/data:\nnew\n\n/merged:\nnew")
      #expect(try router.inside(entry, "ls /forgets") == "same")
      #expect(try content("\(host)/lower1/same") == "top")
    }
  }

  @Test("A mount that was taken away, and one made writable by hand, are seen")
  func drift() async throws {
    try await Router.with { router in
      let (entry, _) = try await router.started(
        router.entry(privileged: true) {
          $0.mounts = [
            MountSpec(target: "/data", source: .volume(name: "data")),
            MountSpec(target: "/fixed", source: .volume(name: "fixed"), readOnly: true),
          ]
        })
      _ = try router.inside(entry, "umount /data; mount -o remount,bind,rw /fixed")
      let actual = try await router.observed(entry).actual
      #expect(actual["mounts[/data].volume"] == .unset)
      #expect(actual["mounts[/data].readOnly"] == .unset)
      #expect(actual["mounts[/fixed].readOnly"] == .value("false"))
    }
  }

  @Test(
    "Where a symbolic link came into a path of the host, nothing starts, not even if it comes after all checks",
    arguments: [false, true])
  func links(privileged: Bool) async throws {
    try await Router.with { router in
      let host = "\(router.root)/host"
      try Tree.run("mkdir -p \(host)/shared/place && ln -s /etc \(host)/link")
      let entry = try await router.configured(
        router.entry(privileged: privileged) {
          $0.mounts = [
            MountSpec(target: "/one", source: .bind(source: "\(host)/shared/place")),
            MountSpec(
              target: "/two",
              source: .overlay(lower: [.host(path: "\(host)/shared")], upper: nil, size: nil)),
          ]
        })
      #expect(
        router.runtime.links(among: ["\(host)/link", "\(host)/shared", "/no/such/thing"])
          == ["\(host)/link": "/etc"])
      // As a container that may write to `shared` could do.
      try Tree.run("rmdir \(host)/shared/place && ln -s /etc \(host)/shared/place")
      let error = try await #require(throws: OperationError.self) {
        _ = try await router.runtime.start(entry)
      }
      #expect(error.cause.contains("leads through a symbolic link to '/etc'"))

      // The same without the checks, as if the link came behind them.
      let places = router.runtime.places(entry)
      let command = StarterCommand(places: places, lxcPath: router.runtime.lxcPath)
      try RunDirectories(places: places).prepare(command)
      guard
        case .failed(let reason) = try await router.runtime.starter.run(
          command.start(tops: [:]), deadline: .seconds(20))
      else {
        Issue.record("it started")
        return
      }
      #expect(
        reason == "failed to mount '\(host)/shared/place': Too many levels of symbolic links")
    }
  }

  @Test("A source that is missing, or has other mounts below it, is named before anything starts")
  func badSources() async throws {
    try await Router.with { router in
      let missing = try await router.configured(
        router.entry("missing") {
          $0.mounts = [MountSpec(target: "/data", source: .bind(source: "/no/such/thing"))]
        })
      var error = try await #require(throws: OperationError.self) {
        _ = try await router.runtime.start(missing)
      }
      #expect(error.cause == "'/no/such/thing' does not exist")

      let crowded = try await router.configured(
        router.entry("crowded") {
          $0.mounts = [MountSpec(target: "/data", source: .bind(source: "/sys/fs"))]
        })
      error = try await #require(throws: OperationError.self) {
        _ = try await router.runtime.start(crowded)
      }
      #expect(error.cause.hasPrefix("another file system is mounted below '/sys/fs'"))
      #expect(try await router.observed(crowded).run == .stopped)
    }
  }
}
