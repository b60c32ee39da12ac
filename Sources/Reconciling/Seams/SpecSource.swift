/// Where specs come from: one commit of a repository.
public protocol SpecSource: Sendable {
  /// Reads the specs of one commit. Fetches first unless told otherwise; never changes what is accepted.
  func read(_ request: SourceRequest) async throws(OperationError) -> SourceTree

  /// Reads the files of `folder`, relative to the repository's root, as they are in `commit`.
  func files(of folder: String, commit: String) async throws(OperationError) -> [FolderFile]
}
