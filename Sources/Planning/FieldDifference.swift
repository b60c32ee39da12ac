import ContainerModel

/// A value that is not as it should be, with what it takes to mend it.
struct FieldDifference {
  let change: FieldChange
  let changeClass: ChangeClass
  let cause: ChangeCause
  /// Whether it is so already, and only what is written down for the next start is not.
  var isWrittenOnly = false

  /// Whether it restarts a container only because a device cannot be taken from it otherwise.
  var takesDevice: Bool { changeClass == .restart && change.path.hasPrefix("devices[") }
}
