/// What is left as it is for now, and why. Times and clocks stay outside: whoever makes a plan says what holds at this moment.
public struct Holds: Codable, Hashable, Sendable {
  /// Why no container is changed, but for coming up after a boot; nil: that is no question.
  public var all: String?
  /// The same of single containers, by name.
  public var containers: [String: String]
  /// Why what the commit asks for waits, while drift is healed; nil: it does not.
  public var commit: String?

  /// Makes holds; by default none.
  public init(all: String? = nil, containers: [String: String] = [:], commit: String? = nil) {
    self.all = all
    self.containers = containers
    self.commit = commit
  }

  /// Why `name` is left as it is; nil where it is not.
  public func reason(of name: ContainerName) -> String? { all ?? containers[name.description] }
}
