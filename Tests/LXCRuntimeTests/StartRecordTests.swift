import ContainerModel
import FoundationEssentials
import Reconciling
import Testing

@testable import LXCRuntime

@Suite
final class StartRecordTests {
  private let root =
    FileManager.default.temporaryDirectory.path + "/starts-\(UInt64.random(in: 0 ... .max))"
  private var records: StartRecords { StartRecords(run: RunLayout(root: root)) }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  @Test("A record that was cut off says nothing, at any byte, and is replaced by the next")
  func cut() throws {
    let entry = try entry()
    let name = entry.spec.name
    let identity = InitIdentity(pid: 77, startTime: 5, bootID: "boot")
    try records.write(entry, identity: identity)
    let path = URL(filePath: records.run.startRecord(name))
    let whole = try Data(contentsOf: path)
    #expect(records.read(name, identity: identity, expected: nil)?.entry == entry)
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: path)
      #expect(records.read(name, identity: identity, expected: nil) == nil, "\(length) bytes")
      #expect(records.read(name, identity: identity, expected: entry) == nil, "\(length) bytes")
      #expect(records.identity(name) == nil, "\(length) bytes")
    }
    try records.write(entry, identity: identity)
    #expect(records.read(name, identity: identity, expected: nil)?.entry == entry)
  }

  @Test(
    "What a killed run left in the middle of a start or a stop is brought up to date with the init that lives on"
  )
  func behind() throws {
    let entry = try entry()
    let name = entry.spec.name
    let identity = try #require(HostProcess.ofSelf.identity)
    try records.write(entry, identity: identity)
    #expect(records.read(name, identity: identity, expected: entry)?.isBehind == false)
    try records.markStopping(name, within: .seconds(100))
    #expect(records.read(name, identity: identity, expected: entry)?.isBehind == false)
    try records.markStopping(name, within: .zero)
    #expect(records.read(name, identity: identity, expected: entry)?.isBehind == true)
    try records.finish(name, identity: identity)
    #expect(records.read(name, identity: identity, expected: entry)?.isBehind == false)
    let announcement = InitIdentity(
      pid: 0, startTime: identity.startTime, bootID: identity.bootID)
    try records.write(entry, identity: announcement)
    #expect(records.read(name, identity: identity, expected: nil)?.isBehind == true)
    try records.finish(name, identity: identity)
    #expect(records.identity(name) == identity)
    let other = InitIdentity(pid: -5, startTime: 1, bootID: identity.bootID)
    try records.write(entry, identity: other)
    try records.finish(name, identity: identity)
    #expect(records.identity(name) == other, "nobody knows what another init was started with")
  }

  private func entry() throws -> InventoryEntry {
    let digest = try #require(SHA256Digest(String(repeating: "a", count: 64)))
    let name = try #require(ContainerName("web"))
    return InventoryEntry(
      stateID: "id", spec: ContainerSpec(name: name, image: .archive(path: "/i", sha256: digest)),
      revision: nil, mapping: nil, macs: [:], configDigest: "")
  }
}
