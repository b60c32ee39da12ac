import ContainerModel
import SpecLoading

/// What a commit asks for, or why that cannot be said.
struct CommitContent: Sendable {
  /// Nil where none could be read.
  var revision: Revision?
  /// Why the server could not be asked, where an older commit stands in.
  var stale: String?
  /// Why no commit could be read.
  var error: OperationError?
  var diagnostics: [Diagnostic] = []
  var files: [SourceFile] = []
  /// Nil where it could not be read or holds errors.
  var desired: DesiredState?

  /// No commit could be read.
  init(error: OperationError) { self.error = error }

  /// Reads the specs of a commit.
  init(_ tree: SourceTree, options: AttemptOptions) async {
    revision = tree.revision
    stale = tree.stale
    files = tree.files
    let loaded = await loadSpecs(
      files.map { SpecFile(path: $0.path, bytes: $0.bytes) },
      folders: tree.folders.mapValues { Optional($0) })
    diagnostics = loaded.diagnostics
    guard let containers = loaded.containers else { return }
    guard !containers.isEmpty else {
      error = OperationError(
        operation: "read", subject: options.repository,
        cause:
          "commit \(tree.revision.short) holds no spec below '\(options.path)'; an emptied repository is taken for a mistake. To stop managing containers, run `turris-apply release`"
      )
      return
    }
    desired = DesiredState(revision: tree.revision, containers: containers)
  }
}
