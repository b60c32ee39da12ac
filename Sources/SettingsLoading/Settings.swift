public import AttemptTiming
public import ContainerModel

/// The settings of this router, with every default filled in.
public struct Settings: Hashable, Sendable {
  /// Where specs come from.
  public var repository = RepositorySettings()
  /// Where what must last is kept, an absolute path; nil: `/var/lib/turris-apply`, or on OpenWrt `/srv/turris-apply`.
  public var stateDirectory: String?
  /// Whether a state directory on a tmpfs is accepted.
  public var allowVolatileState = false
  /// Where what a reboot may empty is kept, an absolute path.
  public var runDirectory = "/run/turris-apply"
  /// Where containers are defined, an absolute path; nil: liblxc's own.
  public var lxcPath: String?
  /// The ids for unprivileged containers; nil: 100000 and 65536 ids.
  public var idRange: IDRange?
  /// How often the agent looks.
  public var interval = TimeSpan(seconds: 5 * 60)
  /// How soon the agent asks a server again that gave no answer; longer each time.
  public var retryInterval = TimeSpan(seconds: 60)
  /// When the agent carries out what a commit asks for; empty: always.
  public var windows: [MaintenanceWindow] = []
  /// How long a whole run may take.
  public var runTimeout = TimeSpan(seconds: 30 * 60)
  /// How many steps run side by side; 0: as many as there are processors.
  public var concurrency: Int64 = 0
  /// How long a started container is watched.
  public var settle = TimeSpan(seconds: 2)
  /// The deepest change that a run makes by itself.
  public var maxChange = MaxChange.destroy
  /// At most so many containers may be destroyed; nil: the guard decides.
  public var allowDestroy: Int64?
  /// How much of the past is kept.
  public var history = HistorySettings()
  /// What becomes of data that is no longer used.
  public var attic = AtticSettings()
  /// Who is told of what went wrong, and of what went well after that.
  public var notify = NotifySettings()
  /// What is written of the status after each run.
  public var status = StatusSettings()
  /// What is logged, and how.
  public var log = LogSettings()

  /// Makes settings with every default.
  public init() {}
}
