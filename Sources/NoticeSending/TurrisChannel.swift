import Glibc
public import NoticeDeciding

/// The notification centre of Turris OS. It has no library: `create_notification` is how its own programs speak to it.
public struct TurrisChannel: NoticeChannel {
  private let program: String

  /// The one of this machine; nil where `searchPath` has no such program.
  public init?(searchPath: String?) {
    let folders = (searchPath ?? "/usr/bin").split(separator: ":")
    let programs = folders.filter { $0.hasPrefix("/") }.map { "\($0)/create_notification" }
    guard let program = programs.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.program = program
  }

  /// The word for it.
  public var name: String { "turris" }

  /// Makes one, with the same text in both of its languages.
  public func send(_ notice: Notice) async throws(NoticeError) {
    let text = neutralised("turris-apply: \(notice.message)")
    try await Courier([program, "-s", severity(notice.event), text, text])
      .run(environment: [:], input: [])
  }

  private func severity(_ event: Notice.Event) -> String {
    switch event {
    case .failure, .rollback: "error"
    case .recovery: "news"
    case .success: "update"
    }
  }
}
