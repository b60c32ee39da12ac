/// All that was found out about a machine.
public struct HostAccount: Hashable, Sendable {
  /// The kernel.
  public var kernel: KernelAccount
  /// Control groups.
  public var controlGroups: ControlGroupAccount
  /// liblxc.
  public var liblxc: LiblxcAccount
  /// Where state is kept; nil where that could not be found out: then `problems` says why.
  public var state: StorageAccount?
  /// Where containers are defined.
  public var containers: StorageAccount?
  /// Where what a reboot may empty is kept.
  public var volatile: StorageAccount?
  /// The clock.
  public var clock: ClockAccount
  /// The repository.
  public var repository: RepositoryAccount
  /// Whether the repository is reached with certificates, which have dates.
  public var usesCertificates = false
  /// The bridges of this machine.
  public var bridges: [String] = []
  /// What was looked at by others, and is judged already.
  public var verdicts: [Finding] = []

  /// Puts together what each part was found to be.
  public init(
    kernel: KernelAccount, controlGroups: ControlGroupAccount, liblxc: LiblxcAccount,
    clock: ClockAccount, repository: RepositoryAccount
  ) {
    self.kernel = kernel
    self.controlGroups = controlGroups
    self.liblxc = liblxc
    self.clock = clock
    self.repository = repository
  }
}
