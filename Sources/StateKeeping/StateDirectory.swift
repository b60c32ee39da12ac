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
    if let marker = try CheckedFile<StateMarker>(path: layout.marker).read() {
      return .ready(id: marker.id)
    }
    let content = try onFiles { path throws(FileError) in
      try DurableDirectory(path).namesIfPresent().filter { $0 != "lost+found" }
    }
    guard content.isEmpty else {
      throw StateError(
        "use", layout.root,
        "it holds '\(content[0])' but no marker file; is its storage mounted? If it is meant for turris-apply, empty it"
      )
    }
    return .fresh
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

  /// Makes what is missing of the directory; returns its id.
  public func prepare() throws(StateError) -> String {
    if case .ready(let id) = try inspect() { return id }
    let marker = StateMarker.random()
    do throws(FileError) {
      try DurableDirectory(FilePath(layout.root)).create(parents: true)
    } catch {
      throw StateError("make", layout.root, "\(error.cause)")
    }
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
