internal import CLinux
public import ContainerModel
internal import Glibc
public import Workers

/// Connects to 127.0.0.1 in a container; where that works in time, it is healthy.
///
/// Throws a ``ProbeFailure``.
public enum TCPProbe: ServedTask {
  /// Whom to connect to.
  public struct Request: Codable, Sendable {
    /// The container's network.
    public let network: ContainerNetwork
    /// The port of 127.0.0.1.
    public let port: UInt16
    /// How long it may take.
    public let timeout: TimeSpan

    /// Makes a request.
    public init(network: ContainerNetwork, port: UInt16, timeout: TimeSpan) {
      self.network = network
      self.port = port
      self.timeout = timeout
    }
  }

  /// Nothing is said on the way.
  public struct Progress: Codable, Sendable {}

  /// It is healthy.
  public struct Reply: Codable, Sendable {}

  /// The word on the worker's command line.
  public static let name = "probe-tcp"

  /// Tries once.
  public static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    try request.network.enter()
    let descriptor = clinux_stream_socket()
    guard descriptor >= 0 else { throw failure(request, errno) }
    defer { close(descriptor) }
    if clinux_connect_loopback(descriptor, request.port) != 0 {
      guard errno == EINPROGRESS else { throw failure(request, errno) }
      let problem = try outcome(of: descriptor, request)
      guard problem == 0 else { throw failure(request, problem) }
    }
    guard clinux_local_port(descriptor) != Int32(request.port) else {
      // The kernel took that very port for our end: connected to itself, since nobody listens there (RFC 9293, 3.5).
      throw failure(request, ECONNREFUSED)
    }
    return Reply()
  }

  /// Waits for a connection; 0 where it is there.
  private static func outcome(of descriptor: Int32, _ request: Request) throws -> Int32 {
    var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    let answers = poll(&question, 1, Int32(clamping: request.timeout.seconds * 1000))
    guard answers >= 0 else { return errno }
    guard answers > 0 else {
      throw ProbeFailure("no answer from tcp \(request.port) within \(request.timeout)")
    }
    var problem: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    let result = getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size)
    return result == 0 ? problem : errno
  }

  private static func failure(_ request: Request, _ problem: Int32) -> ProbeFailure {
    problem == ECONNREFUSED
      ? ProbeFailure("tcp \(request.port) refused the connection")
      : ProbeFailure("tcp \(request.port): \(String(cString: strerror(problem)))")
  }
}
