/// What a mount shows.
public enum MountSource: Codable, Hashable, Sendable {
  /// A directory that is kept for the container through recreation, by its name.
  case volume(name: String)
  /// A file or directory of the host, an absolute path.
  case bind(source: String)
  /// An empty file system in memory, of at most this size.
  case tmpfs(size: ByteCount)
  /// Directories on top of one another, the first on top of all. Writes go to the volume `upper`;
  /// where that is nil, to a tmpfs of at most `size`, gone at stop.
  case overlay(lower: [OverlayLower], upper: String?, size: ByteCount?)
}
