/// Whether a container is as the commit wants it, in the words of Argo CD.
public enum SyncState: String, Codable, Hashable, Sendable, CaseIterable {
  /// The next run would change nothing of it.
  case synced = "Synced"
  /// Something differs from the commit, whether the next run may change it or not.
  case outOfSync = "OutOfSync"
  /// It cannot be said: the container does not answer, or what is known of it cannot be read.
  case unknown = "Unknown"
}
