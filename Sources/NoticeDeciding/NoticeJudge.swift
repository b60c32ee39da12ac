/// Decides what of a run's end is news: a poll that finds what was told before tells nothing.
public struct NoticeJudge: Sendable {
  /// How many problems one notice lists.
  static let problemLimit = 20

  private let end: RunEnd

  /// A judge of one run.
  public init(_ end: RunEnd) {
    self.end = end
  }

  /// What is to be told, in order; `told` remembers it.
  public func notices(_ told: inout ToldState) -> [Notice] {
    let back = waysBack(told)
    let news = end.problems.filter { !told.knows(cause($0)) && !told.knows(subject($0)) }
    var notices = back.map(notice)
    if !news.isEmpty { notices.append(failure(news)) }
    let causes = news.map(cause) + back.map(cause)
    if !causes.isEmpty {
      told.remember(
        causes, heldUp: Set(end.heldUp.map { subject(.container, $0) }), commit: end.commit)
    }
    if isRecovery(told) {
      notices.append(Notice(.recovery, "all is well again\(atCommit)", of: end))
      told = ToldState()
    }
    if let done = end.firstSuccess, let commit = end.commit {
      let subject = end.subject.map { " (\($0))" } ?? ""
      notices.append(
        Notice(.success, "\(commit.prefix(7))\(subject) is applied: \(done)", of: end))
    }
    return notices
  }

  /// Those whose reason is news. One that fails each time for a passing reason, such as a full disk, is tried by each run.
  private func waysBack(_ told: ToldState) -> [WayBack] {
    end.waysBack.filter { !told.knows(cause($0)) }
  }

  /// A run that saw no newer commit says nothing of one that failed, nor does one that was asked for a part.
  private func isRecovery(_ told: ToldState) -> Bool {
    guard !told.causes.isEmpty, end.isDone, end.isWhole, end.problems.isEmpty,
      end.waysBack.isEmpty
    else { return false }
    let isOfServer = told.causes.contains { $0.contains("|\(Problem.Kind.repository.rawValue)|") }
    return end.sawServer || !isOfServer && told.commit != nil && told.commit == end.commit
  }

  private func failure(_ problems: [Problem]) -> Notice {
    let count = problems.count == 1 ? "" : "\(problems.count) problems: "
    let texts = problems.map { shortened($0.text, to: 200) }.joined(separator: "; ")
    var notice = Notice(.failure, count + texts, of: end)
    notice.problems = problems.prefix(Self.problemLimit).map {
      Problem($0.kind, name: $0.name, reason: shortened($0.reason, to: 1000))
    }
    return notice
  }

  private func notice(_ back: WayBack) -> Notice {
    let from = end.commit.map { " in \($0.prefix(7))" } ?? ""
    let what =
      if back.wasNew {
        "\(back.container), new\(from), was removed again"
      } else {
        "\(back.container) failed\(from) and went back to \(back.to.map { "\($0.prefix(7))" } ?? "what it was")"
      }
    var notice = Notice(.rollback, "\(what): \(back.reason)", of: end)
    notice.container = back.container
    notice.from = end.commit
    notice.to = back.to
    notice.reason = shortened(back.reason, to: 1000)
    return notice
  }

  private var atCommit: String { end.commit.map { ", at \($0.prefix(7))" } ?? "" }

  private func cause(_ problem: Problem) -> String {
    "\(subject(problem))|\(digitless(problem.reason))"
  }

  private func cause(_ back: WayBack) -> String {
    "\(subject(.container, back.container))|\(digitless(back.reason))"
  }

  private func subject(_ problem: Problem) -> String { subject(problem.kind, problem.name) }

  private func subject(_ kind: Problem.Kind, _ name: String) -> String {
    // What is wrong with the repository or the run is not of a commit.
    let isOfCommit = kind != .repository && kind != .run
    return "\(isOfCommit ? end.commit?.prefix(12) ?? "-" : "-")|\(kind.rawValue)|\(name)"
  }

  /// How long something took, and how often it was tried, make no other reason.
  private func digitless(_ text: String) -> String {
    String(text.prefix(300).filter { !$0.isNumber })
  }
}
