import ContainerModel
import DurableFiles
import FoundationEssentials
import Reconciling
import SystemPackage
import Testing
@testable import ContainerStorage

@Suite struct AtticTests {
  private let week = TimeSpan(seconds: 7 * 86400)

  @Test func `What is younger than the retention is never expired`() async throws {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      try state.store.create(for: entry)
      try state.store.retireAll(of: entry, reason: "removed")
      #expect(try state.store.expired() == [])
    }
  }

  @Test func `A date that jumps ages nothing that this boot has seen`() async throws {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      try state.store.create(for: entry)
      try state.store.retireAll(of: entry, reason: "removed")
      let attic = Attic(path: state.layout.attic)
      let moment = try BootMoment.now()
      for years in [-60.0, -10, 10, 60] {
        let jumped = Date().addingTimeInterval(years * 365 * 86400)
        #expect(try attic.expired(retention: week, now: jumped, moment: moment) == [])
      }
      let later = BootMoment(boot: moment.boot, seconds: moment.seconds + 8 * 86400)
      #expect(try attic.expired(retention: week, now: Date(), moment: later).count == 1)
      let otherBoot = BootMoment(boot: "another", seconds: 0)
      #expect(try attic.expired(retention: week, now: Date(), moment: otherBoot) == [])
      let nextMonth = Date().addingTimeInterval(30 * 86400)
      #expect(try attic.expired(retention: week, now: nextMonth, moment: otherBoot).count == 1)
    }
  }

  @Test
  func `What is past its time is removed, also where its record is damaged, and strangers stay`()
    async throws
  {
    try await StateDirectory.with { state in
      try await state.shell(
        """
        mkdir -p state/attic; cd state/attic
        mkdir -p 20200101T000000Z-old/volumes/spool 20200101T000000Z-old.2 20200102T000000Z-bad not-ours lost+found
        echo '{' >20200102T000000Z-bad/record.json; mkdir 20200101T000000Z-OLD 2020-old 20200101T000000Z-a.1
        """)
      let expired = try state.store.expired()
      #expect(
        expired == ["20200101T000000Z-old", "20200101T000000Z-old.2", "20200102T000000Z-bad"])
      for name in expired { try state.store.remove(atticEntry: name) }
      #expect(
        try await state.shell("ls state/attic | LC_ALL=C sort | tr '\\n' ' '")
          == "2020-old 20200101T000000Z-OLD 20200101T000000Z-a.1 lost+found not-ours ")
    }
  }

  @Test(arguments: [
    "", "..", "not-ours", "20200101T000000Z-a/../../uppers", "20200101T000000Z-", "/etc",
  ])
  func `What is no entry of the attic is not removed`(_ name: String) async throws {
    try await StateDirectory.with { state in
      #expect(throws: OperationError.self) { try state.store.remove(atticEntry: name) }
    }
  }

  @Test func `An entry that a process has mounted stays until that ends`() async throws {
    try await StateDirectory.with { state in
      try await state.shell(
        """
        mkdir -p state/attic/20200101T000000Z-old/volumes/spool/data place; echo x >state/attic/20200101T000000Z-old/f
        mount --bind state/attic/20200101T000000Z-old/volumes place
        (sleep 300 & echo $! >pid) >/dev/null 2>&1
        """)
      let error = #expect(throws: OperationError.self) {
        try state.store.remove(atticEntry: "20200101T000000Z-old")
      }
      #expect(error?.cause.contains("in use") == true)
      #expect(try await state.shell("cat state/attic/*/f") == "x")
      try await state.shell(
        "kill $(cat pid); while kill -0 $(cat pid) 2>/dev/null; do sleep 0.05; done")
      try state.store.remove(atticEntry: "20200101T000000Z-old")
      #expect(try await state.shell("ls state/attic") == "")
    }
  }

  @Test func `What leaves side by side has to fit together`() async throws {
    try await StateDirectory.with { state in
      let limits = AtticLimits(maxSize: try #require(ByteCount("3MiB")))
      let store = ContainerDataStore(layout: state.layout, attic: limits)
      let (one, two) = (try state.entry("one"), try state.entry("two"))
      for entry in [one, two] {
        try store.create(for: entry)
        let upper = try #require(try store.data()[entry.spec.name]?.uppers.first)
        let place = state.layout.upper(upper, of: entry.spec.name)
        try await state.shell("dd if=/dev/zero of='\(place)/file' bs=1M count=2 status=none")
      }
      try store.weigh(one.spec.name, upper: nil)
      try store.weigh(one.spec.name, upper: nil)
      #expect(throws: OperationError.self) { try store.weigh(two.spec.name, upper: nil) }
      try store.retireAll(of: one, reason: "removed")
      #expect(throws: OperationError.self) { try store.weigh(two.spec.name, upper: nil) }
      for entry in try store.atticEntries() { try store.remove(atticEntry: entry.name) }
      try store.weigh(two.spec.name, upper: nil)
    }
  }

  @Test func `Entries of one second have names of their own`() throws {
    let container = try #require(ContainerName("web"))
    var name = AtticName(time: Date(timeIntervalSince1970: 1_795_475_642.9), container: container)
    #expect(name.description == "20261123T231402Z-web")
    name.number = 2
    #expect(name.description == "20261123T231402Z-web.2")
    #expect(AtticName(name.description) == name)
  }

  @Test func `What a directory takes is what the file system says, links once and mounts never`()
    async throws
  {
    try await StateDirectory.with { state in
      try await state.shell(
        """
        mkdir -p d/below d/mounted; head -c 100000 /dev/zero | tr '\\0' x >d/file; ln d/file d/below/again
        ln -s /usr d/link; truncate -s 1G d/hole
        """)
      let told = try await state.shell("du -s --block-size=1 d | cut -f1")
      let path = state.path.appending("d")
      #expect(try DurableDirectory(path).usage() == Int64(told))
      #expect(try DurableDirectory(path.appending("nothing")).usage() == 0)
    }
  }

  @Test func `A volume comes back to a container of the same ids, the newest of its name first`()
    async throws
  {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      let name = entry.spec.name
      for word in ["old", "new"] {
        try state.store.create(for: entry)
        for volume in entry.spec.volumes {
          try await state.shell("echo \(word) >state/volumes/\(name)/\(volume)/data/word")
        }
        try state.store.retireAll(of: entry, reason: "removed")
      }
      let volume = try #require(entry.spec.volumes.first)
      #expect(
        try state.store.returning(to: [name: entry.mapping]) == [name: entry.spec.volumes.sorted()])
      #expect(try state.store.returning(to: [name: Optional<IDRange>.none]) == [:])
      #expect(throws: OperationError.self) {
        try state.store.takeBack(volume: volume, of: name, mapping: nil)
      }
      try state.store.takeBack(volume: volume, of: name, mapping: entry.mapping)
      #expect(
        try await state.shell("cat state/volumes/\(name)/\(volume)/data/word") == "new")
      // The other one is still there, and what stands is not overwritten.
      #expect(throws: OperationError.self) {
        try state.store.takeBack(volume: volume, of: name, mapping: entry.mapping)
      }
      #expect(
        try await state.shell("cat state/volumes/\(name)/\(volume)/data/word") == "new")
    }
  }
}
