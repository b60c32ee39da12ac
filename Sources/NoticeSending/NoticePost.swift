public import ContainerModel
public import FoundationEssentials
public import Workers

/// Sends a notice to a server by POST, once. Certificates are checked; redirections are not followed, so that headers reach nobody
/// else.
///
/// Throws a ``NoticeError``.
public enum NoticePost: WorkerTask {
  /// What to send where.
  public struct Request: Codable, Sendable {
    /// Where: http or https.
    public let url: String
    /// A file of lines for the header, of root and readable by root alone.
    public let headersFile: String?
    /// A file of certificate authorities to trust besides the system's.
    public let caFile: String?
    /// A JSON document.
    public let body: Data
    /// How long all of it may take.
    public let timeout: TimeSpan

    /// Makes a request.
    public init(
      url: String, headersFile: String?, caFile: String?, body: Data, timeout: TimeSpan
    ) {
      self.url = url
      self.headersFile = headersFile
      self.caFile = caFile
      self.body = body
      self.timeout = timeout
    }
  }

  /// Nothing is said on the way.
  public struct Progress: Codable, Sendable {}

  /// It was taken.
  public struct Reply: Codable, Sendable {
    /// Says so.
    public init() {}
  }

  /// The word on the worker's command line.
  public static let name = "post-notice"
}
