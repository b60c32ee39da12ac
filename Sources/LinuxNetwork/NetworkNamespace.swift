internal import CLinux
internal import Glibc

/// The network namespace of a process.
enum NetworkNamespace {
  /// Does `body` with the calling thread in the namespace of `process`. A socket stays in the namespace it was made in.
  static func enter<Value: ~Copyable>(
    of process: Int32, _ body: () throws(NetworkError) -> Value
  ) throws(NetworkError) -> Value {
    let subject = "process \(process)"
    let home = try open("/proc/thread-self/ns/net", for: subject)
    defer { close(home) }
    let target = try open("/proc/\(process)/ns/net", for: subject)
    defer { close(target) }
    guard clinux_enter_network_namespace(target) == 0 else {
      throw NetworkError("enter the network of", subject, cause: String(cString: strerror(errno)))
    }
    // Coming back needs nothing that leaving did not need. A thread that stayed would change the network of a container
    // in place of the host's.
    defer { precondition(clinux_enter_network_namespace(home) == 0, "lost the host's network") }
    return try body()
  }

  private static func open(_ path: String, for subject: String) throws(NetworkError) -> Int32 {
    let descriptor = clinux_open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw NetworkError("find the network of", subject, cause: String(cString: strerror(errno)))
    }
    return descriptor
  }
}
