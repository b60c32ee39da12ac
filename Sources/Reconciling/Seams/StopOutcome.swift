/// How a container ended.
public enum StopOutcome: String, Codable, Hashable, Sendable {
  /// It was not running.
  case alreadyStopped
  /// It ended by itself when it was asked.
  case stopped
  /// It did not end in time.
  case killed
  /// Its init does not catch the signal, so it was killed at once.
  case killedAtOnce
}
