public import ContainerModel

/// What the kernel has counted for a container up to a moment.
public struct UsageReading: Codable, Hashable, Sendable {
  /// The init that it is about: another one begins to count anew.
  public var identity: InitIdentity
  /// The moment, in microseconds since boot, sleep included.
  public var time: Int64
  /// When the init began, in microseconds since boot; as exact as a clock tick.
  public var began: Int64
  /// How often it was begun anew because it had ended by itself.
  public var restarts: Int64 = 0
  /// Bytes of memory; nil where the kernel has no controller for it.
  public var memory: Int64?
  /// How many bytes it may have; nil: no bound.
  public var memoryLimit: Int64?
  /// Microseconds of processor time; nil where the kernel does not count them.
  public var processorTime: Int64?
  /// How many cores it may have; nil: all.
  public var coreLimit: CoreCount?

  /// Makes a reading without figures.
  public init(identity: InitIdentity, time: Int64, began: Int64) {
    self.identity = identity
    self.time = time
    self.began = began
  }

  /// Cores that were busy on average since `earlier`, or since the init began where that is another one's or missing; nil where no
  /// time passed.
  public func cores(since earlier: UsageReading?) -> Double? {
    guard let processorTime else { return nil }
    var (start, counted) = (began, Int64(0))
    if let earlier, earlier.identity == identity, earlier.time < time,
      let before = earlier.processorTime
    {
      (start, counted) = (earlier.time, before)
    }
    guard time > start else { return nil }
    let milli = Double(max(0, processorTime - counted)) * 1000 / Double(time - start)
    return milli.rounded() / 1000
  }
}
