internal import CLibLXC
internal import CLinux

/// A container as liblxc knows it. Only for worker processes: any of its calls may wait for ever for a monitor that is stuck.
struct LXCHandle: ~Copyable {
  private let container: UnsafeMutablePointer<lxc_container>
  private let name: String

  /// - Parameter path: the directory of all containers, absolute: with its text liblxc finds the monitor.
  init(_ name: String, path: String) throws(LXCRuntimeError) {
    guard let container = lxc_container_new(name, path) else {
      throw LXCRuntimeError("open", name, cause: "liblxc finds no container in '\(path)'")
    }
    self.container = container
    self.name = name
  }

  deinit { _ = lxc_container_put(container) }

  /// `RUNNING`, `STOPPED`, `FROZEN`, or what it is on its way to.
  var state: String {
    container.pointee.state(container).map { String(cString: $0) } ?? "STOPPED"
  }

  /// The number of its init in this process' namespace; nil where none runs.
  var initProcess: Int32? {
    let process = container.pointee.init_pid(container)
    return process > 0 ? process : nil
  }

  /// What an item of its control group holds; nil where there is none.
  func read(_ item: String) -> String? {
    let length = container.pointee.get_cgroup_item(container, item, nil, 0)
    guard length >= 0 else { return nil }
    // Room for the NUL, and for a value that grows meanwhile.
    let capacity = Int(length) + 64
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      buffer.initialize(repeating: 0)
      let length = container.pointee.get_cgroup_item(
        container, item, buffer.baseAddress, Int32(capacity))
      guard length >= 0 else { return nil }
      return String(
        decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  /// Writes to an item of its control group.
  func write(_ setting: CgroupSetting) throws(LXCRuntimeError) {
    guard container.pointee.set_cgroup_item(container, setting.item, setting.value) else {
      throw LXCRuntimeError(
        "limit", name,
        cause: "the kernel refused '\(setting.value.trimmed)' for \(setting.item): \(lastError)")
    }
  }

  /// Lets its processes go on.
  func thaw() throws(LXCRuntimeError) {
    guard container.pointee.unfreeze(container) else {
      throw LXCRuntimeError("thaw", name, cause: "liblxc refused: \(lastError)")
    }
  }

  /// Forks a process into it. 0, or a negative number.
  func begin(
    _ command: inout clinux_watched_command, _ options: inout lxc_attach_options_t,
    _ process: inout Int32
  ) -> Int32 {
    container.pointee.attach(container, clinux_watch_command, &command, &options, &process)
  }

  private var lastError: String { String(cString: strerror(clinux_errno())) }
}
