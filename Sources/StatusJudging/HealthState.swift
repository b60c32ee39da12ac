/// Whether a container does its work, in the words of Argo CD.
public enum HealthState: String, Codable, Hashable, Sendable, CaseIterable {
  /// It runs, and its probe, if it has one, has just succeeded; or it is stopped, as it should be.
  case healthy = "Healthy"
  /// A change of it has not proved itself: a run is under way, or was cut off.
  case progressing = "Progressing"
  /// It should run and does not, its probe fails, or it runs in a way that it should not.
  case degraded = "Degraded"
  /// Its spec says that it is left as it is; nobody asks how it does.
  case suspended = "Suspended"
  /// It should be there, and is not.
  case missing = "Missing"
  /// It cannot be said.
  case unknown = "Unknown"
}
