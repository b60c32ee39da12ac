import ContainerModel
import SpecLoading

/// Reads the parts of a settings file.
struct SettingsDecoder {
  var document: DocumentDecoder

  private enum IDRangeKey: String, FieldKey {
    case first, count
  }
  private enum HistoryKey: String, FieldKey {
    case runs, maxSize
  }
  private enum AtticKey: String, FieldKey {
    case retention, maxSize
  }
  private enum StatusKey: String, FieldKey {
    case page, metrics
  }
  private enum LogKey: String, FieldKey {
    case level, format
  }

  mutating func read(_ bytes: [UInt8]) -> Settings {
    var settings = Settings()
    guard let root = document.parse(bytes) else { return settings }
    for (key, field) in document.fields(of: root, SettingsKey.self) ?? [] {
      read(key, field, into: &settings)
    }
    return settings
  }

  private mutating func read(_ key: SettingsKey, _ field: Field, into settings: inout Settings) {
    switch key {
    case .repository: settings.repository = readRepository(field)
    // Uppers and lowers of overlays lie below it.
    case .stateDirectory: settings.stateDirectory = document.absolutePath(field, layer: true)
    case .allowVolatileState:
      settings.allowVolatileState = document.boolean(field) ?? settings.allowVolatileState
    case .runDirectory:
      settings.runDirectory = document.absolutePath(field) ?? settings.runDirectory
    case .lxcPath: settings.lxcPath = field.isEmptyText ? nil : document.absolutePath(field)
    case .idRange: settings.idRange = readIDRange(field)
    case .interval: settings.interval = document.duration(field) ?? settings.interval
    case .retryInterval:
      settings.retryInterval = document.duration(field) ?? settings.retryInterval
    case .windows: settings.windows = readWindows(field)
    case .runTimeout: settings.runTimeout = document.duration(field) ?? settings.runTimeout
    case .concurrency:
      settings.concurrency = document.integer(field, in: 0...1024) ?? settings.concurrency
    case .settle: settings.settle = document.duration(field, orZero: true) ?? settings.settle
    case .maxChange:
      settings.maxChange = document.choice(field, MaxChange.self) ?? settings.maxChange
    case .allowDestroy:
      settings.allowDestroy = field.isEmptyText ? nil : document.integer(field, in: 0...1_000_000)
    case .history: settings.history = readHistory(field)
    case .attic: settings.attic = readAttic(field)
    case .notify: settings.notify = readNotify(field)
    case .status: settings.status = readStatus(field)
    case .log: settings.log = readLog(field)
    }
  }

  private mutating func readIDRange(_ field: Field) -> IDRange? {
    var first: Int64 = 100_000
    var count: Int64 = 65_536
    for (key, field) in document.fields(of: field, IDRangeKey.self) ?? [] {
      switch key {
      case .first: first = document.integer(field, in: 1...Int64(UInt32.max) - 1) ?? first
      case .count: count = document.integer(field, in: 1...Int64(UInt32.max) - 1) ?? count
      }
    }
    guard let range = IDRange(first: UInt32(first), count: UInt32(count)) else {
      document.report(
        "\(first) and \(count) ids reach beyond \(UInt32.max), the end of all ids", key: field)
      return nil
    }
    return range
  }

  private mutating func readHistory(_ field: Field) -> HistorySettings {
    var history = HistorySettings()
    for (key, field) in document.fields(of: field, HistoryKey.self) ?? [] {
      switch key {
      case .runs: history.runs = document.integer(field, in: 1...100_000) ?? history.runs
      case .maxSize: history.maxSize = document.bytes(field) ?? history.maxSize
      }
    }
    return history
  }

  private mutating func readAttic(_ field: Field) -> AtticSettings {
    var attic = AtticSettings()
    for (key, field) in document.fields(of: field, AtticKey.self) ?? [] {
      switch key {
      case .retention: attic.retention = document.duration(field) ?? attic.retention
      case .maxSize: attic.maxSize = document.bytes(field) ?? attic.maxSize
      }
    }
    return attic
  }

  private mutating func readStatus(_ field: Field) -> StatusSettings {
    var status = StatusSettings()
    for (key, field) in document.fields(of: field, StatusKey.self) ?? [] {
      switch key {
      case .page: status.page = document.boolean(field) ?? status.page
      case .metrics: status.metrics = document.boolean(field) ?? status.metrics
      }
    }
    return status
  }

  private mutating func readLog(_ field: Field) -> LogSettings {
    var log = LogSettings()
    for (key, field) in document.fields(of: field, LogKey.self) ?? [] {
      switch key {
      case .level: log.level = document.choice(field, LogSettings.Level.self)
      case .format: log.format = document.choice(field, LogSettings.Format.self) ?? log.format
      }
    }
    return log
  }
}
