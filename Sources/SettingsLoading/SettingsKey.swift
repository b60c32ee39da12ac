import SpecLoading

/// The keys of the settings file.
enum SettingsKey: String, FieldKey {
  case repository, stateDirectory, allowVolatileState, runDirectory, lxcPath, idRange
  case interval, retryInterval, runTimeout, concurrency, settle, maxChange, allowDestroy, history,
    attic, log

  static let later = [
    "host", "windows", "registries", "downloads", "confirm", "names",
    "notify", "status",
  ]
}
