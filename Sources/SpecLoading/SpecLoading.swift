public import ContainerModel

/// Placeholder until the reader lands.
public struct Diagnostic: Codable, Hashable, Sendable {}

/// Placeholder until the reader lands.
public struct SpecFile: Sendable {
  public init(path: String, bytes: [UInt8]) {}
}

/// Placeholder until the reader lands.
public struct LoadedSpecs: Sendable {
  public var containers: [DesiredContainer]?
  public var diagnostics: [Diagnostic] = []
}

/// Placeholder until the reader lands.
public func loadSpecs(_ files: [SpecFile], folders: [String: String]) -> LoadedSpecs {
  LoadedSpecs()
}
