public import Workers

/// Why a repository could not be read.
public struct GitSourceError: WorkerReportable, Hashable, Sendable {
  /// What kind of fault, for programs; the text for people is ``cause``.
  public enum Kind: String, Codable, Sendable {
    /// The server doesn't answer, or not as a git server does. Passes.
    case unreachable
    /// No space, no memory: passes when there is some.
    case resources
    /// The server wants other credentials.
    case authentication
    /// The server's ssh key is not the pinned one, or none is pinned.
    case hostKey
    /// The server's certificate is not valid.
    case certificate
    /// There is no such repository.
    case noRepository
    /// No branch, tag or commit of that name.
    case noReference
    /// The repository has no branches and no tags.
    case empty
    /// The commit does not descend from the accepted one.
    case rewound
    /// The commit has no such folder.
    case noPath
    /// The commit holds what is not taken.
    case refused
    /// A setting is wrong: the address, a key file.
    case setting
    /// The mirror is missing, or damaged, or can't be written.
    case mirror
  }

  /// What failed, as an infinitive: `fetch`, `read`.
  public let operation: String
  /// What kind of fault.
  public let fault: Kind
  /// Why, and what to do, in lower case.
  public let cause: String
  /// More lines: each thing refused, what git said.
  public let details: [String]

  package init(_ operation: String, _ fault: Kind, _ cause: String, details: [String] = []) {
    self.operation = operation
    self.fault = fault
    self.cause = cause
    self.details = details
  }

  /// The same as a word.
  public var kind: String { fault.rawValue }

  /// Whether trying again is pointless until somebody changes something.
  public var isTerminal: Bool { fault != .unreachable && fault != .resources }
}

extension GitSourceError: CustomStringConvertible {
  /// `failed to fetch: the server does not answer`.
  public var description: String { "failed to \(operation): \(cause)" }
}
