internal import ContainerModel
internal import DurableFiles
internal import Reconciling
internal import SystemPackage

/// The directories below the run directory that one start needs.
struct RunDirectories: Sendable {
  let places: ContainerPlaces

  private var run: RunLayout { places.run }
  private var name: ContainerName { places.entry.spec.name }

  /// Makes mount points, empties the log, and puts the console of the last start aside.
  func prepare(_ command: StarterCommand) throws(LXCRuntimeError) {
    do throws(FileError) {
      try makePrivate(FilePath(run.startLog(name)).removingLastComponent())
      try makePrivate(FilePath(run.console(name)).removingLastComponent())
      try DurableFile(FilePath(run.startLog(name))).remove()
      try DurableFile(FilePath(run.console(name))).remove()
      try makePassable(FilePath(run.root))
      try makePassable(FilePath(run.rootMount).removingLastComponent())
      try makePassable(FilePath(run.rootMount))
      var directories = command.scratches.map(\.directory)
      if places.shiftsImage { directories.append(places.mountedImage) }
      if places.needsNodes { directories.append(places.nodes) }
      let bound = places.bound
      guard !directories.isEmpty || !bound.isEmpty else { return }
      // What an end without us has left may be of other kinds than this start needs.
      try DurableDirectory(FilePath(places.scratch)).removeTree()
      try makePassable(FilePath(places.scratch))
      for directory in directories { try makePassable(FilePath(directory)) }
      for (source, place) in bound { try makeMountPoint(FilePath(place), for: source) }
    } catch {
      throw LXCRuntimeError("start", name.description, cause: "\(error)")
    }
  }

  /// A directory can only be mounted on a directory, and a file only on a file.
  private func makeMountPoint(_ place: FilePath, for source: String) throws(FileError) {
    if HostPaths.look(source)?.type == .directory {
      try makePassable(place)
    } else {
      try DurableFile(place).replace(with: [])
    }
  }

  private func makePrivate(_ path: FilePath) throws(FileError) {
    try DurableDirectory(path).create(parents: true)
  }

  /// The container's root must get through, from inside its user namespace, but may not look around.
  private func makePassable(_ path: FilePath) throws(FileError) {
    try DurableDirectory(path).create(
      permissions: [.ownerReadWriteExecute, .groupExecute, .otherExecute], parents: true)
  }
}
