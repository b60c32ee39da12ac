internal import CLinux
internal import Glibc

/// The network namespace of one running container.
public struct ContainerNetwork: Codable, Hashable, Sendable {
  private let process: Int32
  /// The namespace's own number (namespaces(7), on the inode of `/proc/PID/ns/net`): another process that got the same number
  /// as the init meanwhile is not mistaken for it.
  private let device: UInt64
  private let inode: UInt64

  /// That of a container by its init; nil where that has gone.
  public init?(of process: Int32) {
    let descriptor = clinux_open_proc(process, "ns/net", O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let (device, inode) = Self.identity(of: descriptor) else { return nil }
    self.process = process
    self.device = device
    self.inode = inode
  }

  /// Moves this process, which must have one thread only, into it.
  public func enter() throws(ProbeFailure) {
    let descriptor = clinux_open_proc(process, "ns/net", O_RDONLY)
    guard descriptor >= 0 else { throw ProbeFailure("it does not run") }
    defer { close(descriptor) }
    guard let (device, inode) = Self.identity(of: descriptor), device == self.device,
      inode == self.inode
    else { throw ProbeFailure("it does not run") }
    guard clinux_enter_network_namespace(descriptor) == 0 else {
      throw ProbeFailure("its network cannot be entered: \(String(cString: strerror(errno)))")
    }
  }

  private static func identity(of descriptor: Int32) -> (device: UInt64, inode: UInt64)? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    return (UInt64(status.st_dev), UInt64(status.st_ino))
  }
}
