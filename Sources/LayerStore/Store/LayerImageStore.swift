public import ContainerModel
import DurableFiles
public import Reconciling
import SystemPackage
public import Workers

/// Unpacked images and written-out folders below the state directory.
///
/// Only one process at a time may change the store; the run's lock sees to that.
public struct LayerImageStore: ImageStore {
  private let layout: StateLayout
  private let launcher: WorkerLauncher
  private let limits: UnpackLimits
  private let deadline: Duration
  private let preparations = Preparations()

  /// The store of a state directory.
  ///
  /// - Parameters:
  ///   - layout: of the state directory, which exists.
  ///   - launcher: starts workers that serve ``UnpackTask``.
  ///   - limits: what an archive may ask for.
  ///   - deadline: how long unpacking one image may take.
  public init(
    layout: StateLayout, launcher: WorkerLauncher, limits: UnpackLimits = UnpackLimits(),
    deadline: Duration = .seconds(1800)
  ) {
    self.layout = layout
    self.launcher = launcher
    self.limits = limits
    self.deadline = deadline
  }

  var imageShelf: Shelf { Shelf(path: FilePath(layout.images)) }
  var folderShelf: Shelf { Shelf(path: FilePath(layout.folders)) }

  /// The images that are there whole.
  public func images() async throws(OperationError) -> Set<ImageKey> {
    try filing("list", "images") { () throws(FileError) in
      var keys: Set<ImageKey> = []
      for name in try imageShelf.layers() {
        guard let key = ImageKey(name), try isWhole(key) else { continue }
        keys.insert(key)
      }
      return keys
    }
  }

  /// Verifies and unpacks the archive at `path` unless the image is there already.
  ///
  /// - Parameters:
  ///   - key: the archive's digest, and the ids that its owners are shifted to.
  ///   - path: the archive, an absolute path.
  ///   - progress: is given the archive's bytes that were read and those in all.
  public func prepare(
    _ key: ImageKey, archive path: String, progress: @escaping @Sendable (Int64, Int64) -> Void
  ) async throws(OperationError) {
    let isThere = try filing("unpack", path) { () throws(FileError) in try isWhole(key) }
    if isThere { return }
    try await preparations.prepare(key, progress: progress) { () async throws(OperationError) in
      try await unpack(key, path)
    }
  }

  private func isWhole(_ key: ImageKey) throws(FileError) -> Bool {
    let name = key.description
    let layer = imageShelf.path.appending(name)
    guard try ImageRecord.read(of: name, in: layer) != nil else { return false }
    return try DurableDirectory(FilePath(layout.rootfs(key))).exists()
  }

  private func unpack(_ key: ImageKey, _ archive: String) async throws(OperationError) {
    let owner = LayerOwner(key.mapping)
    let layer = try filing("unpack", archive) { () throws(FileError) in
      try imageShelf.begin(for: owner)
    }
    do throws(OperationError) {
      let rootfs = layer.path.appending("rootfs")
      _ = try filing("unpack", archive) { () throws(FileError) in
        try DurableDirectory(rootfs).create(
          permissions: [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute],
          owner: owner.root)
      }
      let request = UnpackRequest(
        archive: archive, digest: key.digest, target: rootfs.string, mapping: key.mapping,
        limits: limits)
      let reply = try await run(request, for: key)
      try ImageRecord(key: key, source: archive, reply: reply).write(to: layer.path)
      try filing("unpack", archive) { () throws(FileError) in
        try DurableDirectory(layer.path).makePassage(for: owner.group)
        try imageShelf.publish(layer, as: key.description)
      }
    } catch {
      throw discard(layer, after: error)
    }
  }

  private func run(
    _ request: UnpackRequest, for key: ImageKey
  ) async throws(OperationError) -> UnpackReply {
    do throws(WorkerError) {
      return try await launcher.run(UnpackTask.self, request, deadline: deadline) { progress in
        await preparations.report(key, progress.read, progress.total)
      }
    } catch {
      throw OperationError(unpacking: request.archive, error)
    }
  }
}
