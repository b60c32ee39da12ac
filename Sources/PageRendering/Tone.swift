import StatusJudging

/// How much something matters; the colour only repeats what a word says.
enum Tone: String {
  case good, soft, bad, faint

  init(_ sync: SyncState) {
    self = sync == .synced ? .good : .soft
  }

  init(_ health: HealthState) {
    switch health {
    case .healthy: self = .good
    case .progressing, .unknown: self = .soft
    case .degraded, .missing: self = .bad
    case .suspended: self = .faint
    }
  }
}

extension ContainerStatus {
  /// Whether nobody needs to look at it.
  var isWell: Bool {
    sync == .synced && (health == .healthy || health == .suspended) && error == nil
  }
}
