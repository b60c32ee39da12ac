public import ContainerModel

/// Where everything lies below the state directory.
public struct StateLayout: Codable, Hashable, Sendable {
  /// The state directory, an absolute path.
  public let root: String

  /// Makes the layout of the state directory `root`.
  public init(root: String) {
    self.root = root
  }

  /// Shows that the storage is mounted, and holds this router's id.
  public var marker: String { "\(root)/marker.json" }
  /// Held while a run changes things.
  public var lock: String { "\(root)/lock" }
  /// Bare mirror of the repository.
  public var mirror: String { "\(root)/repository.git" }
  /// The names of all containers that this program made, and which commit was accepted; the names can be rebuilt.
  public var index: String { "\(root)/index.json" }
  /// The pause of the whole machine.
  public var pause: String { "\(root)/pause.json" }
  /// Pauses of single containers, by name.
  public var pauses: String { "\(root)/pauses" }
  /// Journals of runs.
  public var runs: String { "\(root)/runs" }
  /// Unpacked images, by key.
  public var images: String { "\(root)/images" }
  /// Folders of the repository, by key.
  public var folders: String { "\(root)/folders" }
  /// Persistent uppers, by container and key.
  public var uppers: String { "\(root)/uppers" }
  /// Volumes, by container and name.
  public var volumes: String { "\(root)/volumes" }
  /// What is no longer used, until its time is over.
  public var attic: String { "\(root)/attic" }

  /// The lower of containers made from an image.
  public func rootfs(_ key: ImageKey) -> String { "\(images)/\(key)/rootfs" }
  /// A folder of the repository as the lower of an overlay.
  public func folder(_ key: FolderKey) -> String { "\(folders)/\(key)/tree" }
  /// A persistent upper; its work directory is `work` beside it.
  public func upper(_ key: String, of name: ContainerName) -> String {
    "\(uppers)/\(name)/\(key)/upper"
  }
  /// What a volume mount shows.
  public func volume(_ volume: String, of name: ContainerName) -> String {
    "\(volumes)/\(name)/\(volume)/data"
  }
  /// A volume as the upper of an overlay mount; its work directory is `work` beside it.
  public func volumeUpper(_ volume: String, of name: ContainerName) -> String {
    "\(volumes)/\(name)/\(volume)/upper"
  }
}
