import ContainerModel
import FoundationEssentials
public import NoticeDeciding
public import Workers

/// A server that takes notices by POST.
public struct ServerChannel: NoticeChannel {
  private let url: String
  private let headersFile: String?
  private let caFile: String?
  private let launcher: WorkerLauncher

  /// The server at `url`; `launcher` starts the program that serves ``NoticePost``.
  public init(url: String, headersFile: String?, caFile: String?, launcher: WorkerLauncher) {
    self.url = url
    self.headersFile = headersFile
    self.caFile = caFile
    self.launcher = launcher
  }

  /// The word for it.
  public var name: String { "url" }

  /// Sends one.
  public func send(_ notice: Notice) async throws(NoticeError) {
    let body = try notice.json()
    do throws(WorkerError) {
      _ = try await launcher.run(
        NoticePost.self,
        NoticePost.Request(
          url: url, headersFile: headersFile, caFile: caFile, body: body,
          timeout: TimeSpan(seconds: noticeDeadline.components.seconds)),
        // libcurl keeps the time itself; a worker that does not is ended.
        deadline: noticeDeadline + .seconds(1))
    } catch {
      throw NoticeError("failed to post a notice to \(host): \(error)")
    }
  }

  /// Of the address no more is shown: a path or a query may be a secret.
  private var host: String {
    let authority = url.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" && $0 != "?" }
    return "'\(authority)'"
  }
}

extension Notice {
  /// The notice as a JSON document.
  func json() throws(NoticeError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self)
    } catch {
      throw NoticeError("failed to write a notice as JSON: \(error)")
    }
  }
}
