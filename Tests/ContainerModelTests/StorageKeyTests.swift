import ContainerModel
import SpecSamples
import Testing

@Suite("the names of stored data")
struct StorageKeyTests {
  private func range(_ first: UInt32 = 100_000, _ count: UInt32 = 65_536) throws -> IDRange {
    try #require(IDRange(first: first, count: count))
  }

  @Test("differ by image, by ids and by privilege")
  func uppers() throws {
    var spec = try richSpec()
    let ids = try range()
    let key = spec.upperKey(mapping: ids)
    #expect(key == String(repeating: "a", count: 64) + "-u100000-65536")
    #expect(key == spec.imageKey(mapping: ids)?.description)
    #expect(spec.upperKey(mapping: nil) == String(repeating: "a", count: 64) + "-p")
    #expect(spec.upperKey(mapping: try range(100_001)) != key)
    #expect(spec.upperKey(mapping: try range(100_000, 65_535)) != key)
    spec.image = .directory(path: "/srv/a")
    let directory = spec.upperKey(mapping: ids)
    spec.image = .directory(path: "/srv/b")
    #expect(spec.upperKey(mapping: ids) != directory)
    #expect(spec.imageKey(mapping: ids) == nil)
    #expect(!directory.contains("/"))
  }

  @Test("are needed only where something is written to disk")
  func modes() throws {
    var spec = try richSpec()
    for (mode, count) in [(RootfsSpec.Mode.persistent, 1), (.ephemeral, 0), (.readOnly, 0)] {
      spec.rootfs.mode = mode
      #expect(spec.upperKeys(mapping: nil).count == count)
    }
    #expect(spec.volumes == ["data", "etc"])
  }

  @Test("stay as they are when the router's range moves")
  func mappings() throws {
    var spec = try richSpec()
    let old = try range(300_000)
    let entry = InventoryEntry(
      stateID: "id", spec: spec, revision: nil, mapping: old, macs: [:], configDigest: "")
    #expect(spec.mapping(previous: entry, host: try range()) == old)
    #expect(spec.mapping(previous: nil, host: try range()) == (try range()))
    spec.security.privileged = true
    #expect(spec.mapping(previous: entry, host: try range()) == nil)
  }

  @Test("exist for the folders of the repository whose content is known")
  func folders() throws {
    let spec = try richSpec()
    let folders = spec.folders(mapping: nil)
    #expect(folders.map(\.folder) == ["web/etc"])
    #expect(folders.map(\.key.description) == [String(repeating: "7", count: 40) + "-p"])
  }

  @Test("are no names of anything else")
  func nonsense() {
    let digest = String(repeating: "a", count: 64)
    for text in [
      digest, "\(digest)-", "\(digest)-q", "\(digest)-u1", "\(digest)-u1-2-3", "\(digest)-u0-5",
      "\(digest)-u5-0",
      "\(digest)-u05-1", "\(digest)-u1-4294967295", "\(digest.uppercased())-p", "-p", "p",
    ] {
      #expect(ImageKey(text) == nil, "\(text)")
    }
    let tree = String(repeating: "b", count: 40)
    for text in [tree, "\(tree)-", "\(tree)a-p", "\(tree.uppercased())-p", "\(tree)-u1-2-"] {
      #expect(FolderKey(text) == nil, "\(text)")
    }
    // Thirteen full-width digits and one more take 40 bytes.
    #expect(FolderKey(tree: String(repeating: "\u{ff11}", count: 13) + "1", mapping: nil) == nil)
  }
}
