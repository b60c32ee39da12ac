public import ContainerModel
public import Workers

/// Asks 127.0.0.1 in a container for a page; where it answers with a status of 200 to 299, and its body or the first 64 KiB of it,
/// in time, it is healthy. Redirections are not followed.
///
/// Throws a ``ProbeFailure``.
public enum HTTPProbe: WorkerTask {
  /// Whom to ask for what.
  public struct Request: Codable, Sendable {
    /// The container's network.
    public let network: ContainerNetwork
    /// The port of 127.0.0.1.
    public let port: UInt16
    /// The path, and perhaps a query, as it is sent; begins with `/`.
    public let path: String
    /// How long all of it may take.
    public let timeout: TimeSpan

    /// Makes a request.
    public init(network: ContainerNetwork, port: UInt16, path: String, timeout: TimeSpan) {
      self.network = network
      self.port = port
      self.path = path
      self.timeout = timeout
    }
  }

  /// Nothing is said on the way.
  public struct Progress: Codable, Sendable {}

  /// It is healthy.
  public struct Reply: Codable, Sendable {
    /// Says so.
    public init() {}
  }

  /// The word on the worker's command line.
  public static let name = "probe-http"
}
