import FoundationEssentials
import NoticeDeciding
import Synchronization
import Testing

@testable import NoticeSending

@Suite("What was told is remembered")
struct DeliveryTests {
  /// A way that can be closed.
  private final class Way: NoticeChannel {
    let name = "way"
    let isOpen = Atomic<Bool>(true)
    let said = Mutex<[String]>([])

    func send(_ notice: Notice) async throws(NoticeError) {
      guard isOpen.load(ordering: .relaxed) else { throw NoticeError("closed") }
      said.withLock { $0.append(notice.message) }
    }
  }

  private func end(_ name: String) -> RunEnd {
    var end = RunEnd(run: nil, time: "2026-01-01T00:00:00Z", host: "turris", commit: "abc")
    end.problems = [Problem(.container, name: name, reason: "no")]
    return end
  }

  @Test("what cannot be sent waits, in order, for a run that can")
  func waits() async throws {
    let folder = try Folder()
    let store = NoticeStore(state: "\(folder.path)/state", run: "\(folder.path)/run")
    let way = Way()
    let delivery = NoticeDelivery(store: store, channels: [way])
    way.isOpen.store(false, ordering: .relaxed)
    for name in ["a", "b"] {
      try await store.change { $0.add(end(name), channels: ["way"]) }
      #expect(await delivery.send() == [NoticeError("closed")])
    }
    let file = "\(folder.path)/state/notices/book.json"
    let before =
      try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? UInt64
    try await store.change { $0.add(end("b"), channels: ["way"]) }
    _ = await delivery.send()
    let after = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? UInt64
    #expect(before != nil && before == after, "nothing new, and nothing written")
    way.isOpen.store(true, ordering: .relaxed)
    #expect(await delivery.send() == [])
    #expect(await delivery.send() == [])
    #expect(way.said.withLock { $0 } == ["a: no", "b: no"])
  }

  @Test("a way that failed is left alone for a while, and for no longer")
  func rests() async throws {
    let folder = try Folder()
    let store = NoticeStore(state: nil, run: "\(folder.path)/run")
    try await store.change { $0.add(end("a"), channels: ["way"]) }
    let way = Way()
    way.isOpen.store(false, ordering: .relaxed)
    let patient = NoticeDelivery(store: store, channels: [way], rest: .seconds(3600))
    #expect(await patient.send() == [NoticeError("closed")])
    way.isOpen.store(true, ordering: .relaxed)
    #expect(await patient.send() == [])
    #expect(way.said.withLock { $0 } == [])
    #expect(await NoticeDelivery(store: store, channels: [way]).send() == [])
    try await store.change { $0.add(end("b"), channels: ["way"]) }
    #expect(await patient.send() == [], "what went once is no failure any more")
    #expect(way.said.withLock { $0 } == ["a: no", "b: no"])
  }

  @Test("one process sends at a time")
  func alone() async throws {
    let folder = try Folder()
    let store = NoticeStore(state: nil, run: "\(folder.path)/run")
    try await store.change { $0.add(end("a"), channels: ["way"]) }
    let way = Way()
    guard let lock = try store.takeSendingLock() else {
      Issue.record("nobody else sends")
      return
    }
    #expect(await NoticeDelivery(store: store, channels: [way]).send() == [])
    #expect(way.said.withLock { $0 } == [])
    _ = consume lock
    #expect(await NoticeDelivery(store: store, channels: [way]).send() == [])
    #expect(way.said.withLock { $0 } == ["a: no"])
  }

  @Test("in the run directory while the state directory cannot be used, and then there again")
  func places() async throws {
    let folder = try Folder()
    let (state, run) = ("\(folder.path)/state", "\(folder.path)/run")
    let whole = NoticeStore(state: state, run: run)
    try await whole.change { $0.add(end("a"), channels: ["way"]) }
    let without = NoticeStore(state: nil, run: run)
    #expect(try without.book() == NoticeBook())
    try await without.change { $0.add(end("b"), channels: ["way"]) }
    #expect(try whole.book().waiting(for: "way").map(\.notice.message) == ["b: no"])
    try await whole.change { $0.add(end("c"), channels: ["way"]) }
    #expect(!FileManager.default.fileExists(atPath: "\(run)/notices/book.json"))
    #expect(try whole.book().entries.count == 2)
    try "{".write(toFile: "\(state)/notices/book.json", atomically: false, encoding: .utf8)
    #expect(try whole.book() == NoticeBook())
  }
}
