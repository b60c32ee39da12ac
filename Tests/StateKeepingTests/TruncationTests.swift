import ContainerModel
import FoundationEssentials
import Planning
import Reconciling
import StateKeeping
import Testing

@Suite("a file of the state that was cut off, at any byte")
struct TruncationTests {
  /// Whatever is left of a file, all entries are known and nothing is planned; `mend` makes it whole again.
  private func losesNothing(
    _ keep: Keep, _ path: String, _ mend: (StateInventory) throws -> Void
  ) throws {
    try keep.eachBeginning(of: path) { length in
      let content = try keep.inventory.content()
      #expect(content.entries == keep.entries && content.damaged.isEmpty, "\(length) bytes")
      let plan = try keep.plan(content, wanted: keep.names)
      #expect(!plan.hasPendingChanges && plan.refusals.isEmpty, "\(length) bytes")
    }
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.dropLast().write(to: URL(filePath: path))
    let inventory = keep.inventory
    _ = try inventory.content()
    try mend(inventory)
    #expect(try Data(contentsOf: URL(filePath: path)) == whole)
  }

  @Test("loses no entry where it is the index, which is made anew")
  func index() throws {
    try Keep.with { keep in
      try losesNothing(keep, keep.layout.index) { try $0.flush() }
    }
  }

  @Test("is mended where it is an entry that the index has a copy of")
  func entry() throws {
    try Keep.with { keep in
      try losesNothing(keep, keep.entryFile(keep.names[1])) { try $0.mend() }
    }
  }

  @Test("is reported where it is an entry without a copy, and its container left alone")
  func entryWithoutCopy() throws {
    try Keep.with { keep in
      let (sound, cut) = (keep.names[0], keep.names[1])
      let path = keep.entryFile(cut)
      try FileManager.default.removeItem(atPath: keep.layout.index)
      try keep.eachBeginning(of: path) { length in
        let content = try keep.inventory.content()
        #expect(content.entries == [sound: try #require(keep.entries[sound])], "\(length) bytes")
        let why = try #require(content.damaged[cut])
        #expect(why.contains(path) && why.contains("there is no copy"), "\(length): \(why)")
        for wanted in [keep.names, [sound]] {
          let plan = try keep.plan(content, wanted: wanted)
          #expect(plan.isEmpty && plan.refusals.isEmpty, "\(length) bytes: \(plan)")
          let resource = try #require(plan.resources.first { $0.name == cut.description })
          #expect(resource.change == .unchanged && resource.blocked == why, "\(length) bytes")
        }
        // An index without it has no say in whether there is one.
        if length == 0 { try keep.inventory.flush() }
      }
      #expect(try keep.inventory.content().entries == keep.entries)
    }
  }

  @Test("stops the run where it is the marker, which is not made anew")
  func marker() throws {
    try Keep.with { keep in
      let path = keep.layout.marker
      try keep.eachBeginning(of: path) { length in
        let cut = try Data(contentsOf: URL(filePath: path))
        #expect(throws: OperationError.self, "\(length) bytes") { try keep.inventory.stateID() }
        #expect(throws: OperationError.self, "\(length) bytes") { try keep.inventory.content() }
        #expect(throws: StateError.self, "\(length) bytes") { try keep.directory.inspect() }
        #expect(throws: StateError.self, "\(length) bytes") { try keep.directory.prepare() }
        #expect(try Data(contentsOf: URL(filePath: path)) == cut)
      }
      #expect(try keep.inventory.content().entries == keep.entries)
    }
  }
}
