import DurableFiles
public import Reconciling
import SystemPackage

/// The state directory: whether it is the right one, and making it.
public struct StateDirectory: Sendable {
  /// Where everything lies.
  public let layout: StateLayout
  private let allowVolatile: Bool

  /// Describes the directory; `allowVolatile` permits one that a reboot empties.
  public init(layout: StateLayout, allowVolatile: Bool) {
    self.layout = layout
    self.allowVolatile = allowVolatile
  }

  /// What is no sign of another use: a new file system's own folder, and the lock of a run that is at its beginning.
  private static let harmless: Set<String> = ["lost+found", "lock"]

  /// What is found where the state directory should be.
  public enum Condition: Hashable, Sendable {
    /// Nothing yet.
    case fresh
    /// The directory with this id.
    case ready(id: String)
  }

  /// Looks, and changes nothing.
  ///
  /// - Throws: where the directory lies on a tmpfs, or holds something but no marker: both look like storage that is not mounted.
  public func inspect() throws(StateError) -> Condition {
    try refuseVolatile()
    if let marker = try CheckedFile<StateMarker>(path: layout.marker).read() {
      return .ready(id: marker.id)
    }
    let content = try onFiles { path throws(FileError) in
      try DurableDirectory(path).namesIfPresent().filter { !Self.harmless.contains($0) }
    }
    guard content.isEmpty else {
      throw StateError(
        "use", layout.root,
        "it holds '\(content[0])' but no marker file; is its storage mounted? If it is meant for turris-apply, empty it"
      )
    }
    return .fresh
  }

  private func refuseVolatile() throws(StateError) {
    if !allowVolatile,
      try onFiles({ path throws(FileError) in
        try DurableDirectory(Self.existing(path)).isVolatile()
      })
    {
      throw StateError(
        "use", layout.root,
        "it lies on a tmpfs and would be lost at a reboot; set stateDirectory to real storage, or allowVolatileState"
      )
    }
  }

  private func onFiles<Result>(_ look: (FilePath) throws(FileError) -> Result)
    throws(StateError) -> Result
  {
    do throws(FileError) {
      return try look(FilePath(layout.root))
    } catch {
      throw StateError("use", layout.root, "\(error.cause)")
    }
  }

  /// Makes the directory itself where it is missing, so that the lock has a place. One that is there stays as it is.
  public func makeRoot() throws(StateError) {
    try refuseVolatile()
    try onFiles { path throws(FileError) in
      let root = DurableDirectory(path)
      if try !root.exists() { try root.create(parents: true) }
    }
  }

  /// Marks the directory as this router's where it is new; returns its id. To be called under the lock: of two runs that come
  /// first at once, one would find what the other has half made.
  public func prepare() throws(StateError) -> String {
    if case .ready(let id) = try inspect() { return id }
    try makeRoot()
    let marker = StateMarker.random()
    try CheckedFile<StateMarker>(path: layout.marker).write(marker)
    return marker.id
  }

  /// The nearest directory that exists: `path` itself, or one above it.
  private static func existing(_ path: FilePath) throws(FileError) -> FilePath {
    var path = path
    while path.lastComponent != nil, try !DurableDirectory(path).exists() {
      path = path.removingLastComponent()
    }
    return path
  }
}
