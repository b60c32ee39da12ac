import ContainerModel
import FoundationEssentials
import Reconciling
import SpecSamples
import StateKeeping
import Testing

@Suite("a container that is new")
struct NewcomerTests {
  @Test("is on trial until it has proved itself, and its entry never says so")
  func trial() throws {
    try Keep.with { keep in
      let (web, path) = (keep.names[1], keep.entryFile(keep.names[1]))
      let written = try Data(contentsOf: URL(filePath: path))
      try keep.inventory.accept(nil, newcomers: [web])
      let inventory = keep.inventory
      let content = try inventory.content()
      #expect(content.entries[web]?.trial == Trial(before: nil))
      #expect(content.entries[keep.names[0]]?.trial == nil)
      #expect(try Data(contentsOf: URL(filePath: path)) == written)
      inventory.welcome(web)
      // Not written yet: a run that is cut off here is followed by one that watches it again.
      #expect(try keep.inventory.content().entries[web]?.trial != nil)
      try inventory.flush()
      #expect(try keep.inventory.content().entries == keep.entries)
    }
  }

  @Test("is forgotten where it was never made, or once it is removed, and not before")
  func forgotten() throws {
    try Keep.with { keep in
      let web = keep.names[1]
      let index = try Data(contentsOf: URL(filePath: keep.layout.index))
      try keep.inventory.accept(nil, newcomers: [try parsed("never"), web])
      let inventory = keep.inventory
      var entry = try #require(try inventory.content().entries[web])
      entry.trial = nil
      entry.isGoing = true
      try inventory.write(entry)
      try inventory.flush()
      #expect(try keep.inventory.content().entries[web]?.trial == Trial(before: nil))
      try inventory.remove(web)
      #expect(try keep.inventory.content().entries.keys.sorted() == [keep.names[0]])
      try inventory.write(try #require(keep.entries[web]))
      try inventory.flush()
      // Of a run that is under way, more may be about to be made; the next one knows better.
      #expect(try Data(contentsOf: URL(filePath: keep.layout.index)) != index)
      try inventory.accept(nil, newcomers: [])
      #expect(try keep.inventory.content().entries == keep.entries)
      #expect(try Data(contentsOf: URL(filePath: keep.layout.index)) == index)
    }
  }
}
