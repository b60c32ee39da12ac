import NoticeDeciding
import Testing

@Suite("What of a run's end is news")
struct NoticeJudgeTests {
  private static let first = String(repeating: "a", count: 40)
  private static let second = String(repeating: "b", count: 40)

  private func end(
    _ commit: String? = first, _ problems: [Problem] = [], saw: Bool = true,
    _ change: (inout RunEnd) -> Void = { _ in }
  ) -> RunEnd {
    var end = RunEnd(run: "1", time: "2026-01-01T00:00:00Z", host: "turris", commit: commit)
    end.problems = problems
    end.isDone = problems.isEmpty
    end.sawServer = saw
    change(&end)
    return end
  }

  /// What a sequence of runs tells.
  private func told(_ ends: RunEnd...) -> [[Notice.Event]] {
    var state = ToldState()
    return ends.map { NoticeJudge($0).notices(&state).map(\.event) }
  }

  private let web = Problem(.container, name: "web", reason: "tcp 80 refused (3 tries in 2 s)")

  @Test("a failure, once, and that it has gone, once")
  func failure() {
    var again = web
    again.reason = "tcp 80 refused (5 tries in 25 s)"
    #expect(
      told(
        end(problems: [web]), end(problems: [again]), end(), end(), end(problems: [web]))
        == [[.failure], [], [.recovery], [], [.failure]])
  }

  @Test("the same of another commit, or another reason, is another failure; one less is none")
  func causes() {
    let dns = Problem(.container, name: "dns", reason: "no image")
    let other = Problem(.container, name: "web", reason: "out of memory")
    #expect(
      told(
        end(problems: [web]), end(Self.second, [web]), end(Self.second, [web, dns]),
        end(Self.second, [dns]), end(Self.second, [web, dns]), end(Self.second, [other]))
        == [[.failure], [.failure], [.failure], [], [], [.failure]])
    var state = ToldState()
    _ = NoticeJudge(end(problems: [web])).notices(&state)
    #expect(NoticeJudge(end(problems: [web, dns])).notices(&state).first?.problems == [dns])
  }

  @Test("a way back covers the failure that led there, and what was left for later because of it")
  func wayBack() {
    let back = WayBack(container: "web", to: Self.first, wasNew: false, reason: web.reason)
    let left = Problem(.container, name: "app", reason: "not tried, since 'web' failed")
    #expect(
      told(
        end(Self.second) {
          $0.waysBack = [back]
          $0.heldUp = ["app"]
          $0.isDone = false
        }, end(Self.second, [web, left]), end(Self.first, [left]))
        == [[.rollback], [], [.failure]])
    var state = ToldState()
    let notice = NoticeJudge(end(Self.second) { $0.waysBack = [back] }).notices(&state).first
    #expect(
      notice?.message
        == "web failed in bbbbbbb and went back to aaaaaaa: tcp 80 refused (3 tries in 2 s)")
    #expect((notice?.from, notice?.to) == (Self.second, Self.first) as (String?, String?))
    #expect(
      NoticeJudge(end(Self.second) { $0.waysBack = [back] }).notices(&state).isEmpty,
      "a passing reason is met by each run")
  }

  @Test("a first success, and with it that a failure has gone")
  func success() {
    let done = end(Self.second) { $0.firstSuccess = "1 created" }
    #expect(
      told(end(problems: [web]), done, end(Self.second)) == [
        [.failure], [.recovery, .success], [],
      ])
    var state = ToldState()
    #expect(
      NoticeJudge(done).notices(&state).map(\.message) == ["bbbbbbb is applied: 1 created"])
  }

  @Test("who did not see the newest commit, or all of one, does not say that all is well")
  func blind() {
    let refused = Problem(.commit, reason: "a.yaml:1:1: wrong")
    #expect(
      told(
        end(Self.second, [refused]), end(Self.first, saw: false),
        end(Self.second) { $0.isWhole = false },
        end(Self.second))
        == [[.failure], [], [], [.recovery]])
    // A container that failed, and was brought up without the server.
    #expect(
      told(end(problems: [web]), end(saw: false)) == [[.failure], [.recovery]])
    let silent = Problem(.repository, reason: "no answer")
    #expect(
      told(end(problems: [silent]), end(saw: false), end()) == [[.failure], [], [.recovery]])
  }

  @Test("of many problems no notice becomes large, and no memory")
  func bounds() {
    var state = ToldState()
    for round in 0..<4 {
      let problems = (0..<100).map {
        Problem(.container, name: "c\(round)x\($0)", reason: String(repeating: "x", count: 1100))
      }
      let notices = NoticeJudge(end(problems: problems)).notices(&state)
      #expect(notices.first?.problems.count == 20)
      #expect(notices.first?.message.count == 500)
    }
    var book = NoticeBook()
    for round in 0..<100 {
      let problem = Problem(.container, name: "c\(round)", reason: "x")
      book.add(end(problems: [problem]), channels: ["url"])
    }
    #expect(book.waiting(for: "url").map(\.number) == Array(85...100))
  }

  @Test("what has gone one way still waits for the others")
  func book() {
    var book = NoticeBook()
    book.add(end(problems: [web]), channels: ["command", "url"])
    book.sent([1], by: "command")
    #expect(book.waiting(for: "command").isEmpty)
    #expect(book.waiting(for: "url").count == 1)
    let before = book
    book.add(end(problems: [web]), channels: ["command", "url"])
    #expect(book == before)
    book.keep(only: ["command"])
    #expect(book.entries.isEmpty)
  }
}

extension NoticeJudgeTests {
  private func end(problems: [Problem]) -> RunEnd { end(Self.first, problems) }
}
