internal import CLinux
internal import ContainerModel
internal import Glibc
internal import SystemPackage
internal import Workers

/// Gives a running container devices, and takes others from it.
///
/// A process of its own, and of one thread: it enters the container, and nothing of it comes back.
enum SetDevices: ServedTask {
  /// Which container, and which devices.
  struct Request: Codable, Sendable {
    var path: String
    var name: String
    var changes: DeviceChanges
    /// The ids of the container's users; nil where they are the host's.
    var mapping: IDRange?
    /// A directory of the host that something can be mounted on, for this process alone.
    var place: String
  }

  /// Nothing is said on the way.
  struct Progress: Codable, Sendable {}

  /// Nothing is said at the end.
  struct Reply: Codable, Sendable {}

  /// The word on the worker's command line.
  static let name = "set-devices"

  /// First what it may, then what it sees.
  static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    let changes = request.changes
    let process = try filter(request)
    let namespaces = try ContainerNamespaces(of: process, hasUsers: request.mapping != nil)
    // Of the host's nodes its users could use none.
    if request.mapping != nil, !changes.attached.isEmpty, clinux_private_nodes(request.place) != 0 {
      throw failure("make a file system for nodes on", request.place)
    }
    let nodes = try changes.attached.enumerated().map { index, path in
      try node(of: path, at: "\(request.place)/\(index)", request)
    }
    try namespaces.enter()
    for path in changes.detached { try detach(path) }
    for (path, node) in zip(changes.attached, nodes) { try attach(node, at: path) }
    return Reply()
  }

  /// Tells the container's control group.
  /// - Returns: the number of its init.
  private static func filter(_ request: Request) throws(LXCRuntimeError) -> Int32 {
    let handle = try LXCHandle(request.name, path: request.path)
    guard let process = handle.initProcess else {
      throw LXCRuntimeError(
        "give devices to", request.name, cause: "it does not run", isPassing: true)
    }
    for rule in request.changes.denied { try handle.write(CgroupSetting("devices.deny", rule)) }
    for rule in request.changes.allowed { try handle.write(CgroupSetting("devices.allow", rule)) }
    return process
  }

  /// The device's own node, or one that belongs to the container's users.
  private static func node(
    of path: String, at place: String, _ request: Request
  ) throws(LXCRuntimeError) -> FileDescriptor {
    var source = HostPaths.real(path) ?? path
    if let mapping = request.mapping {
      try makeNode(of: path, at: place, mapping)
      source = place
    }
    let descriptor = clinux_clone_mount(source)
    guard descriptor >= 0 else { throw failure("open", path) }
    return FileDescriptor(rawValue: descriptor)
  }

  private static func makeNode(
    of path: String, at place: String, _ mapping: IDRange
  ) throws(LXCRuntimeError) {
    func shifted(_ id: UInt32) -> UInt32 {
      id < mapping.count ? mapping.first + id : mapping.first
    }
    var device = stat()
    guard stat(path, &device) == 0, mknod(place, device.st_mode, device.st_rdev) == 0,
      chown(place, shifted(device.st_uid), shifted(device.st_gid)) == 0,
      chmod(place, device.st_mode & 0o777) == 0
    else { throw failure("make a node of", path) }
  }

  /// From here on every path is the container's.
  private static func attach(
    _ node: FileDescriptor, at path: String
  ) throws(LXCRuntimeError) {
    var directory = FilePath("/")
    for component in FilePath(path).removingLastComponent().components {
      directory.append(component)
      guard mkdir(directory.string, 0o755) == 0 || errno == EEXIST else {
        throw failure("make the directory of", path)
      }
    }
    guard mknod(path, S_IFREG | 0o600, 0) == 0 || errno == EEXIST else {
      throw failure("make a file at", path)
    }
    guard clinux_attach_mount(node.rawValue, path) == 0 else { throw failure("mount", path) }
  }

  private static func detach(_ path: String) throws(LXCRuntimeError) {
    guard clinux_detach_mount(path) == 0 else { throw failure("unmount", path) }
    var left = stat()
    // The empty file that it was mounted on; anything else is the container's own.
    if lstat(path, &left) == 0, left.st_mode & S_IFMT == S_IFREG, left.st_size == 0 { unlink(path) }
  }

  private static func failure(_ operation: String, _ path: String) -> LXCRuntimeError {
    LXCRuntimeError(operation, path, cause: String(cString: strerror(errno)).lowercased())
  }
}
