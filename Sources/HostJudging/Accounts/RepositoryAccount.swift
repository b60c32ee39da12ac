/// What was found out about the repository.
public enum RepositoryAccount: Hashable, Sendable {
  /// None is set.
  case none
  /// It was not to be asked.
  case notAsked(url: String)
  /// It answers, and has a branch or tag of that name; or, where that is not certain, the name may be a commit's.
  case reached(url: String, reference: String, isCertain: Bool)
  /// It was not reached, or has no such reference.
  case failed(reason: String, details: [String])
}
