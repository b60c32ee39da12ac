public import NoticeDeciding

/// A way for notices to somebody.
public protocol NoticeChannel: Sendable {
  /// A short word for it, also in what is remembered.
  var name: String { get }

  /// Sends one, within ``noticeDeadline``.
  func send(_ notice: Notice) async throws(NoticeError)
}

/// How long sending one notice may take.
public let noticeDeadline = Duration.seconds(10)
