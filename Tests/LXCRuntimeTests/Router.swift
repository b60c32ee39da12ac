import ContainerModel
import FoundationEssentials
import Glibc
import Reconciling
import SystemPackage
import Testing
import Workers

@testable import LXCRuntime

/// A router of a test's own: folders for containers, state and volatile things, and the runtime that is tested.
struct Router {
  let root: String
  let runtime: LXCContainerRuntime
  let state: StateLayout
  let run: RunLayout
  /// Stands before every container's name: control groups have no folders of their own.
  let prefix: String

  /// The ids of unprivileged containers, which `Tests/sandbox` gives to root.
  static let ids = IDRange(first: 100_000, count: 65_536)

  /// Makes a router, lets `body` use it, and takes down what still runs.
  static func with(_ body: (Router) async throws -> Void) async throws {
    try #require(getenv("SANDBOX") != nil, "run this inside Tests/sandbox: it starts containers")
    let router = try Router()
    do {
      try await body(router)
    } catch {
      router.takeDown()
      throw error
    }
    router.takeDown()
  }

  private init() throws {
    let number = String(UInt32.random(in: .min ... .max), radix: 36)
    prefix = "t\(number)"
    root = "/srv/runtime-test/\(number)"
    state = StateLayout(root: "\(root)/state")
    run = RunLayout(root: "/run/runtime-test/\(number)")
    try FileManager.default.createDirectory(
      atPath: "\(root)/lxc", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: "/run/runtime-test", withIntermediateDirectories: true)
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let programs = FilePath(tests).removingLastComponent()
    runtime = try LXCContainerRuntime(
      lxcPath: "\(root)/lxc", state: state, run: run,
      launcher: WorkerLauncher(executable: programs.appending("LXCRuntimeFixture")),
      fetcher: WorkerLauncher(executable: programs.appending("turris-apply-fetch")),
      starter: programs.appending("turris-apply-start"), timing: LXCTiming(answer: 2))
  }

  private func takeDown() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/lxc")) ?? [] {
      let all = ContainerProcess.all().filter { $0.group.hasPrefix(name) }
      for process in all { kill(process.process.id, SIGKILL) }
    }
  }

  func name(_ short: String) throws -> ContainerName {
    try #require(ContainerName("\(prefix)-\(short)"))
  }

  /// A container with a busybox root file system whose init obeys SIGTERM; `change` makes of it what a test wants.
  func entry(
    _ short: String = "web", privileged: Bool = false,
    change: (inout ContainerSpec) -> Void = { _ in }
  ) throws -> InventoryEntry {
    let digest = try #require(SHA256Digest(String(repeating: "a", count: 64)))
    var spec = ContainerSpec(
      name: try name(short), image: .archive(path: "/nowhere", sha256: digest))
    spec.command = ["/bin/sh", "-c", "trap exit TERM; while :; do sleep 1000 & wait; done"]
    spec.stop.signal = try #require(StopSignal("SIGTERM"))
    spec.stop.timeout = TimeSpan(seconds: 5)
    spec.security.privileged = privileged
    change(&spec)
    let mac = try #require(MACAddress("02:00:5e:10:00:01"))
    return InventoryEntry(
      stateID: "test", spec: spec, revision: nil, mapping: privileged ? nil : Self.ids,
      macs: Dictionary(spec.networks.map { ($0.name, mac) }) { first, _ in first },
      configDigest: "")
  }

  /// Makes what the stores would make, and writes the config. Returns the entry with its digest.
  func configured(_ entry: InventoryEntry) async throws -> InventoryEntry {
    try Tree.prepare(entry, in: state)
    var entry = entry
    let config = try runtime.config(for: entry)
    entry.configDigest = config.digest
    try await runtime.writeConfig(config, for: entry)
    return entry
  }

  /// Configures and starts.
  func started(_ entry: InventoryEntry) async throws -> (InventoryEntry, InitIdentity) {
    let entry = try await configured(entry)
    return (entry, try await runtime.start(entry))
  }

  /// What the runtime sees of one container.
  func observed(_ entry: InventoryEntry) async throws -> RuntimeContainer {
    let observation = try await runtime.observe { [entry.spec.name: entry] }
    return try #require(observation.containers[entry.spec.name.description])
  }

  /// What a command in the container prints, without the last line feed.
  func inside(_ entry: InventoryEntry, _ command: String) throws -> String {
    try shell(
      "lxc-attach -P \(root)/lxc -n \(entry.spec.name) -- /bin/sh -c \(quoted(command)) 2>&1")
  }
}
