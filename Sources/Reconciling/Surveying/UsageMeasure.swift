public import ContainerModel

/// Over which time the use of processors is averaged.
public enum UsageMeasure: Sendable {
  /// Over a moment that the survey waits for.
  case overMoment
  /// Since these readings; since the init began where one is missing, or is another init's.
  case since([ContainerName: UsageReading])
}
