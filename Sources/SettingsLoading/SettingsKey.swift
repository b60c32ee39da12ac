import SpecLoading

/// The keys of the settings file.
enum SettingsKey: String, FieldKey {
  case repository, stateDirectory, allowVolatileState, runDirectory, lxcPath, idRange
  case interval, retryInterval, windows, runTimeout, concurrency, settle, maxChange, allowDestroy
  case history, attic, notify, status, log

  static let later = [
    "host", "registries", "downloads", "confirm", "names",
  ]
}
