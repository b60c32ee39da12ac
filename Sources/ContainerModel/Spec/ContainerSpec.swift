/// What one `kind: Container` document asks for, with every default filled in.
public struct ContainerSpec: Codable, Hashable, Sendable {
  /// Identity; a new name is a new container.
  public var name: ContainerName
  /// Free text for people.
  public var description: String?
  /// Free text by key, for selection and for people.
  public var labels = [String: String]()
  /// Whether it should run.
  public var state: RunState = .running
  /// Left exactly as it is while true.
  public var suspend = false
  /// Never destroyed or recreated while true.
  public var protect = false
  /// When it starts at boot.
  public var boot = BootSpec()
  /// What happens when its init ends by itself.
  public var restart = RestartPolicy.always
  /// Where its root file system comes from.
  public var image: ImageSource
  /// How its root file system is kept.
  public var rootfs = RootfsSpec()
  /// The argument list run as init; nil: the image's own, else `/sbin/init`.
  public var command: [String]?
  /// Variables of init's environment.
  public var environment = [String: String]()
  /// Where init starts, an absolute path; nil: the image's own, else `/`.
  public var workingDirectory: String?
  /// Who init runs as; nil: the image's own, else root.
  public var user: UserSpec?
  /// How it is asked to stop.
  public var stop = StopSpec()
  /// What it may use.
  public var resources = ResourceSpec()
  /// Limits of its processes, by the name of setrlimit(2) in lower case and without `RLIMIT_`: `nofile`.
  public var prlimits = [String: Int64]()
  /// Kernel parameters of its namespaces, by their dotted name.
  public var sysctls = [String: String]()
  /// Its interfaces, in order; empty: loopback only.
  public var networks: [NetworkInterfaceSpec] = []
  /// What is mounted into it, in order.
  public var mounts: [MountSpec] = []
  /// What separates it from the host.
  public var security = SecuritySpec()
  /// Devices of the host that it may use.
  public var devices: [DeviceSpec] = []
  /// Containers that start before it and stop after it.
  public var dependsOn: [ContainerName] = []
  /// How it is found out whether it does its work; nil: it does where its init runs on for the settle time.
  public var health: HealthSpec?

  /// Makes a spec of the two things that have no default.
  public init(name: ContainerName, image: ImageSource) {
    self.name = name
    self.image = image
  }
}
