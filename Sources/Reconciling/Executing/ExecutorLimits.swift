public import ContainerModel

/// How the executor works.
public struct ExecutorLimits: Hashable, Sendable {
  /// How many containers start side by side, and how many other steps are done meanwhile; watching does not count.
  public var concurrency: Int
  /// How long a started container is watched.
  public var settle: TimeSpan
  /// No step begins after this long.
  public var timeout: TimeSpan

  /// Makes limits.
  public init(concurrency: Int, settle: TimeSpan, timeout: TimeSpan) {
    self.concurrency = concurrency
    self.settle = settle
    self.timeout = timeout
  }
}
