import ContainerModel
import FoundationEssentials
import Reconciling
import Testing

@testable import LXCRuntime

@Suite
struct StartRecordTests {
  @Test("A record that was cut off says nothing, at any byte, and is replaced by the next")
  func cut() throws {
    let root =
      FileManager.default.temporaryDirectory.path + "/starts-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let records = StartRecords(run: RunLayout(root: root))
    let digest = try #require(SHA256Digest(String(repeating: "a", count: 64)))
    let name = try #require(ContainerName("web"))
    let entry = InventoryEntry(
      stateID: "id", spec: ContainerSpec(name: name, image: .archive(path: "/i", sha256: digest)),
      revision: nil, mapping: nil, macs: [:], configDigest: "")
    let identity = InitIdentity(pid: 77, startTime: 5, bootID: "boot")
    try records.write(entry, identity: identity)
    let path = URL(filePath: records.run.startRecord(name))
    let whole = try Data(contentsOf: path)
    #expect(records.read(name, identity: identity, expected: nil) == entry)
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: path)
      #expect(records.read(name, identity: identity, expected: nil) == nil, "\(length) bytes")
      #expect(records.read(name, identity: identity, expected: entry) == nil, "\(length) bytes")
      #expect(records.identity(name) == nil, "\(length) bytes")
    }
    try records.write(entry, identity: identity)
    #expect(records.read(name, identity: identity, expected: nil) == entry)
  }
}
