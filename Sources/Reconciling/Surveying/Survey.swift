public import ContainerModel
public import StatusJudging

/// How the machine was found.
public struct Survey: Sendable {
  /// What there is to tell.
  public var status: MachineStatus
  /// What the next survey may measure from.
  public var readings: [ContainerName: UsageReading]
}
