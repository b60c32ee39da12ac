public import ContainerModel

/// What a running container shows when it is asked.
public struct Vitals: Hashable, Sendable {
  /// Its addresses, in the order in which they are shown.
  public var addresses: [IPAddress]
  /// Why its probe failed just now, in lower case; nil where it succeeded, or there is none.
  public var probeFailure: String?

  /// Makes one.
  public init(addresses: [IPAddress] = [], probeFailure: String? = nil) {
    self.addresses = addresses
    self.probeFailure = probeFailure
  }
}
