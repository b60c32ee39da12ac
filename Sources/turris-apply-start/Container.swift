import CLibLXC
import CLinux

/// The container to start, by liblxc.
struct Container: ~Copyable {
  private let handle: UnsafeMutablePointer<lxc_container>

  private init(handle: UnsafeMutablePointer<lxc_container>) { self.handle = handle }

  deinit { _ = lxc_container_put(handle) }

  /// Reads its config; refuses one without a root file system, which liblxc would run on the host's own.
  static func load(_ request: Request) throws(Failure) -> Container {
    guard let handle = lxc_container_new(request.name, request.path) else {
      throw Failure("open the container", request.name)
    }
    let container = Container(handle: handle)
    if let config = request.config {
      handle.pointee.clear_config(handle)
      guard handle.pointee.load_config(handle, config) else {
        throw Failure("load the config", config)
      }
    }
    guard request.isCheck || handle.pointee.is_defined(handle) else {
      throw Failure("find the config of", request.name)
    }
    guard handle.pointee.get_config_item(handle, "lxc.rootfs.path", nil, 0) > 0 else {
      throw Failure("find lxc.rootfs.path in the config of", request.name)
    }
    return container
  }

  /// The directory that a root file system is mounted on was chosen where liblxc was built: a liblxc that was brought along to a
  /// machine may not find it.
  func chooseRootMount(_ request: Request) throws(Failure) {
    guard let place = request.rootMount else { return }
    let key = "lxc.rootfs.mount"
    let length = Int(handle.pointee.get_config_item(handle, key, nil, 0))
    guard length > 0 else { return }
    let own = UnsafeMutablePointer<CChar>.allocate(capacity: length + 1)
    defer { own.deallocate() }
    own[0] = 0
    _ = handle.pointee.get_config_item(handle, key, own, CInt(length + 1))
    guard access(own, F_OK) != 0 else { return }
    guard handle.pointee.set_config_item(handle, key, place) else {
      throw Failure("mount the root file system on", place)
    }
  }

  /// Forks the monitor, which outlives this process, and waits until init runs.
  func start(_ request: Request) throws(Failure) {
    guard handle.pointee.want_daemonize(handle, true),
      handle.pointee.want_close_all_fds(handle, true),
      handle.pointee.start(handle, 0, request.command)
    else { throw Failure("start", request.name) }
  }

  /// Tells init's number.
  func report() {
    sayField("started")
    sayField(max(handle.pointee.init_pid(handle), 0))
  }
}
