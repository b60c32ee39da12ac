internal import CLinux
internal import HostJudging

extension KernelTrial {
  /// The kind of namespace that `clinux_try_namespace` takes.
  var namespace: Int32? {
    let kind: Int? =
      switch self {
      case .mountNamespace: CLINUX_NAMESPACE_MOUNT
      case .utsNamespace: CLINUX_NAMESPACE_UTS
      case .ipcNamespace: CLINUX_NAMESPACE_IPC
      case .pidNamespace: CLINUX_NAMESPACE_PID
      case .networkNamespace: CLINUX_NAMESPACE_NETWORK
      case .userNamespace: CLINUX_NAMESPACE_USER
      case .cgroupNamespace: CLINUX_NAMESPACE_CGROUP
      default: nil
      }
    return kind.map(Int32.init)
  }

  /// The call that `clinux_try_call` takes.
  var call: Int32? {
    let call: Int? =
      switch self {
      case .processHandles: CLINUX_CALL_PIDFD
      case .pathsWithoutLinks: CLINUX_CALL_OPEN_BENEATH
      case .descriptorRanges: CLINUX_CALL_CLOSE_RANGE
      case .mountsWithoutLinks: CLINUX_CALL_MOUNT_WITHOUT_LINKS
      case .eventDescriptors: CLINUX_CALL_EVENTS
      case .seccompFilters: CLINUX_CALL_SECCOMP
      case .devicePrograms: CLINUX_CALL_DEVICE_PROGRAM
      default: nil
      }
    return call.map(Int32.init)
  }
}
