import ContainerModel
import FoundationEssentials
import SchemaJudge
import SpecLoading
import Testing

@Suite("A spec arrives whole")
struct DecodingTests {
  @Test("every field of a spec arrives as it was written")
  func everything() async throws {
    let document = try #require(Corpus.good.first { $0.name == "everything" })
    let container = try #require(await document.result.containers?.first)
    let fields = container.spec.fields
    for (path, value) in Self.expected {
      #expect(fields[path] == value, "\(path)")
    }
    #expect(Set(fields.keys).subtracting(Self.expected.keys) == [])
  }

  @Test("every field that a spec sets has its place")
  func places() async throws {
    let document = try #require(Corpus.good.first { $0.name == "everything" })
    let container = try #require(await document.result.containers?.first)
    let lines = String(decoding: document.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for path in Self.expected.keys where !Self.unwritten.contains(path) {
      let origin = try #require(container.place(of: path), "\(path)")
      #expect(origin.path == "everything.yaml")
      #expect(lines.indices.contains(origin.line - 1))
    }
    let mac = try #require(container.place(of: "networks[lan].mac"))
    #expect(lines[mac.line - 1].dropFirst(mac.column - 1) == "02:00:5e:10:00:01")
    #expect(container.origin.description == "everything.yaml:2:1")
  }

  @Test("what a spec does not say has its default")
  func defaults() async throws {
    let document = try #require(Corpus.good.first { $0.name == "image-directory" })
    let name = try #require(ContainerName("web"))
    #expect(
      await document.result.containers?.first?.spec
        == ContainerSpec(name: name, image: .directory(path: "/srv/rootfs/debian")))
  }

  @Test("interfaces without a name are numbered by their place")
  func interfaceNames() async throws {
    let document = try #require(Corpus.good.first { $0.name == "networks-names" })
    #expect(
      await document.result.containers?.first?.spec.networks.map(\.name) == [
        "eth0", "eth7", "a-b_c.d",
      ])
  }

  @Test("cores are kept in thousandths")
  func cores() async throws {
    let document = try #require(Corpus.good.first { $0.name == "cpu-many-places" })
    #expect(
      await document.result.containers?.first?.spec.resources.cpu.limit == CoreCount(milli: 333))
  }

  @Test("the specs of the examples are valid")
  func examples() async throws {
    let root = "\(Judge.repository)/examples/home-router"
    let manager = FileManager.default
    var files: [SpecFile] = []
    var folders: [String: String?] = [:]
    for path in try manager.subpathsOfDirectory(atPath: root) {
      var isDirectory = false
      guard manager.fileExists(atPath: "\(root)/\(path)", isDirectory: &isDirectory) else {
        continue
      }
      if isDirectory {
        folders.updateValue(nil, forKey: path)
      } else if SpecPath.isCandidate(path) {
        let bytes = try #require(manager.contents(atPath: "\(root)/\(path)"))
        files.append(SpecFile(path: path, bytes: [UInt8](bytes)))
      }
    }
    let loaded = await loadSpecs(files, folders: folders)
    #expect(loaded.diagnostics == [])
    #expect(loaded.containers?.isEmpty == false)
  }

  /// Defaults that show as fields though `everything.yaml` does not write them.
  private static let unwritten: Set<String> = [
    "mounts[/var/lib/data].readOnly", "mounts[/tmp].readOnly", "mounts[/run/cache].readOnly",
    "mounts[/run/cache].tmpfs.size", "mounts[/etc/app].readOnly", "devices[/dev/ttyUSB0].mode",
  ]

  private static let expected: [String: String] = [
    "description": "Two lines\nof text.\n", "labels.room": "cellar", "labels.example.org/team": "1",
    "labels.a": "", "state": "stopped", "suspend": "true", "protect": "true", "boot.order": "-5",
    "restart": "never",
    "image.archive.path": "/srv/images/everything.tar.zst",
    "image.archive.sha256": "3b1c2f0d9a8e7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e4d3c2b",
    "rootfs.mode": "ephemeral", "rootfs.size": "32MiB",
    "command": "[/bin/sh, -c, \"exec sleep 1000\", \"\"]", "environment.LANG": "C.UTF-8",
    "environment._DEBUG": "1", "environment.EMPTY": "", "workingDirectory": "/srv",
    "user": "1000:100", "stop.signal": "SIGRTMIN+3", "stop.timeout": "1m",
    "resources.memory.limit": "256MiB", "resources.memory.high": "200MiB",
    "resources.memory.swap": "0B", "resources.cpu.limit": "1.25", "resources.cpu.weight": "200",
    "resources.cpu.set": "0-1,3", "resources.pids.limit": "512", "resources.io.weight": "50",
    "resources.io.devices[/dev/sda].read": "10MiB", "resources.io.devices[/dev/sda].write": "5MiB",
    "resources.io.devices[/dev/sda].readIOPS": "100",
    "resources.io.devices[/dev/sda].writeIOPS": "50",
    "resources.io.devices[/dev/mmcblk0].write": "512B", "prlimits.nofile": "1024",
    "prlimits.core": "0", "sysctls.net.ipv4.ip_forward": "1",
    "sysctls.net.ipv6.conf.br-lan.disable_ipv6": "1", "networks[lan].bridge": "br-lan",
    "networks[lan].mac": "02:00:5e:10:00:01", "networks[lan].mtu": "1500",
    "networks[lan].ipv4.address": "192.168.1.20/24", "networks[lan].ipv4.gateway": "192.168.1.1",
    "networks[lan].ipv6.address": "fd00::20/64", "networks[lan].ipv6.gateway": "fe80::1",
    "networks[eth1].bridge": "br-guest", "networks[eth1].mac": "02:00:00:10:00:02",
    "mounts[/var/lib/data].readOnly": "false", "mounts[/var/lib/data].volume": "data",
    "mounts[/media].readOnly": "true", "mounts[/media].bind.source": "/srv/media",
    "mounts[/tmp].readOnly": "false", "mounts[/tmp].tmpfs.size": "16MiB",
    "mounts[/run/cache].readOnly": "false", "mounts[/run/cache].tmpfs.size": "64MiB",
    "mounts[/etc/app].readOnly": "false",
    "mounts[/etc/app].overlay.lower":
      "[repo:app/etc@" + String(repeating: "0", count: 40)
      + ", /srv/defaults]",
    "mounts[/etc/app].overlay.upper": "etc", "mounts[/usr/share/app].readOnly": "true",
    "mounts[/usr/share/app].overlay.lower": "[/srv/share]",
    "mounts[/usr/share/app].overlay.size": "8MiB", "security.privileged": "false",
    "security.capabilities.drop": "[net_raw, sys_time]", "security.seccomp": "default",
    "security.noNewPrivileges": "true", "devices[/dev/ttyUSB0].mode": "rw",
    "devices[/dev/net/tun].mode": "rwm", "health.http.port": "8080",
    "health.http.path": "/health?full=1", "health.interval": "20s", "health.timeout": "3s",
    "health.retries": "3", "health.startPeriod": "2m",
  ]
}
