/// What becomes of a container whose init ends by itself.
public enum RestartPolicy: String, Codable, Hashable, Sendable, CaseIterable {
  /// It is started again, with growing pauses.
  case always
  /// The same, unless init ended with status 0.
  case onFailure
  /// It stays ended until its spec changes or the machine boots.
  case never

  /// Whether a container may be left as it is once its init has ended so.
  public func leaves(_ end: InitEnd) -> Bool {
    switch self {
    case .always: false
    case .onFailure: end == .clean
    case .never: true
    }
  }
}

extension KeyedDecodingContainer {
  /// A spec that was stored before there was a policy has the default: what is synthesized for specs finds this function.
  func decode(_ type: RestartPolicy.Type, forKey key: Key) throws -> RestartPolicy {
    try decodeIfPresent(type, forKey: key) ?? .always
  }
}
