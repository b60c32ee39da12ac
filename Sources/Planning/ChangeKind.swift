/// What becomes of a resource.
public enum ChangeKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Made; it was not there.
  case create
  /// Started; it was there, but did not run.
  case start
  /// Changed while it goes on as it is.
  case live
  /// Its init ends and starts again.
  case restart
  /// Its root file system is made anew.
  case recreate
  /// Stopped, and kept.
  case stop
  /// Removed; its data goes to the attic.
  case destroy
  /// As it should be.
  case unchanged
}
