internal import CLinux
internal import Glibc

/// The way into a container: what its init sees of the file systems, and who its users are (namespaces(7)).
struct ContainerNamespaces: ~Copyable {
  private let mounts: Int32
  private let users: Int32

  /// - Parameter hasUsers: whether it has a user namespace of its own.
  init(of process: Int32, hasUsers: Bool) throws(LXCRuntimeError) {
    mounts = clinux_open("/proc/\(process)/ns/mnt", O_RDONLY)
    users = hasUsers ? clinux_open("/proc/\(process)/ns/user", O_RDONLY) : -1
    guard mounts >= 0, !hasUsers || users >= 0 else {
      throw LXCRuntimeError(
        "enter", "process \(process)", cause: String(cString: strerror(errno)).lowercased(),
        isPassing: true)
    }
  }

  deinit {
    for descriptor in [mounts, users] where descriptor >= 0 { close(descriptor) }
  }

  /// Goes there for good, as the container's root.
  func enter() throws(LXCRuntimeError) {
    guard clinux_enter_container(mounts, users) == 0 else {
      throw LXCRuntimeError(
        "enter", "the container", cause: String(cString: strerror(errno)).lowercased())
    }
  }
}
