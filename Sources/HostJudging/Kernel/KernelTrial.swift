/// Something that the kernel is asked to do once, to see whether it does.
public enum KernelTrial: String, Codable, Hashable, Sendable, CaseIterable {
  /// unshare(2) of each kind of namespace.
  case mountNamespace, utsNamespace, ipcNamespace, pidNamespace, networkNamespace, userNamespace,
    cgroupNamespace
  /// File systems of memory, mounted.
  case tmpfs, devpts, messageQueues
  /// proc and sysfs, mounted by the first process of process and network namespaces.
  case proc
  /// System calls.
  case processHandles, pathsWithoutLinks, descriptorRanges, mountsWithoutLinks, eventDescriptors,
    seccompFilters, devicePrograms
  /// `/proc/PID/task/TID/children`.
  case childLists
  /// An overlay with its upper on a tmpfs, as root of the host and as an unprivileged container's.
  case overlay, userOverlayInMemory
  /// An overlay with its upper where the state directory is, likewise.
  case overlayOnStorage, userOverlayOnStorage
  /// A copy of that mount whose owners are shifted.
  case ownerShift
  /// A pair of interfaces, and a bridge that one of them is a port of.
  case veth, bridge
}
