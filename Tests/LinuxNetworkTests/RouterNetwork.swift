import Glibc
import Testing

/// The network that `Tests/sandbox` makes, which these tests change as they like.
struct RouterNetwork {
  /// Fails outside of the sandbox, where the network is a real one.
  init() throws {
    try #require(getenv("SANDBOX") != nil, "run this inside Tests/sandbox")
  }

  func ip(_ arguments: String) throws {
    try #require(system("ip \(arguments)") == 0, "ip \(arguments)")
  }
}
