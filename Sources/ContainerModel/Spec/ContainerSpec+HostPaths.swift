extension ContainerSpec {
  /// The files and directories of the host that it shows in the container, or runs it from: absolute paths, in no order.
  public var hostPaths: Set<String> {
    var paths: Set<String> = []
    if case .directory(let path) = image { paths.insert(path) }
    for mount in mounts {
      switch mount.source {
      case .bind(let source): paths.insert(source)
      case .overlay(let lowers, _, _):
        for case .host(let path) in lowers { paths.insert(path) }
      case .volume, .tmpfs: break
      }
    }
    return paths
  }
}
