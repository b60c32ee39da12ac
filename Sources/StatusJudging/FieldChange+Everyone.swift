public import Planning

extension FieldChange {
  /// Parts of a spec whose values say nothing that a stranger could use against it. Of all others, as of commands, somebody may have
  /// written a password into one.
  private static let open = ["image.", "networks[", "resources.", "restart", "rootfs.", "state"]

  /// The change as it may be shown to everyone in the network.
  public var forEveryone: FieldChange {
    guard !Self.open.contains(where: path.hasPrefix) else { return self }
    return FieldChange(
      path: path, before: before.map { _ in Self.masked }, after: after.map { _ in Self.masked })
  }
}

extension MachineStatus {
  /// The status as it may be shown to everyone in the network.
  public var forEveryone: MachineStatus {
    var status = self
    for index in status.containers.indices {
      status.containers[index].changes = status.containers[index].changes.map(\.forEveryone)
    }
    return status
  }
}
