import CLinux

/// A user namespace that nobody lives in, to shift the owners of a mount by (mount_setattr(2), `MOUNT_ATTR_IDMAP`).
struct UserNamespace: ~Copyable {
  let descriptor: CInt

  private init(descriptor: CInt) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// - Parameter map: a line of `uid_map`, for users and groups alike: `0 100000 65536`.
  static func make(map: UnsafePointer<CChar>) throws(Failure) -> UserNamespace {
    let holder = clinux_fork_into_user_namespace()
    guard holder >= 0 else { throw .last("make a user namespace") }
    guard holder > 0 else { while true { pause() } }
    defer {
      kill(holder, SIGKILL)
      waitpid(holder, nil, 0)
    }
    try write(map, to: "uid_map", of: holder)
    try write(map, to: "gid_map", of: holder)
    let descriptor = clinux_open_proc(holder, "ns/user", O_RDONLY)
    guard descriptor >= 0 else { throw .last("open the user namespace") }
    return UserNamespace(descriptor: descriptor)
  }

  private static func write(
    _ map: UnsafePointer<CChar>, to name: UnsafePointer<CChar>, of process: CInt
  ) throws(Failure) {
    let file = clinux_open_proc(process, name, O_WRONLY)
    guard file >= 0 else { throw .last("open", name) }
    defer { close(file) }
    let length = strlen(map)
    guard CLinux.write(file, map, length) == length else { throw .last("map ids by", map) }
  }
}
