public import ContainerModel

/// Why nothing of a commit is applied.
public struct Refusal: Codable, Hashable, Sendable {
  /// The container that it is about; nil where it is about all.
  public var container: ContainerName?
  /// Where in the repository; nil where no file is to blame.
  public var origin: SpecOrigin?
  /// What is wrong and what to do, in lower case.
  public var message: String

  /// Makes a refusal.
  public init(container: ContainerName? = nil, origin: SpecOrigin? = nil, message: String) {
    self.container = container
    self.origin = origin
    self.message = message
  }
}
