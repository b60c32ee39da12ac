import ContainerModel
import YAMLDocument

/// Reads a set of files as one wish: all of them, or all that is wrong with them.
///
/// - Parameters:
///   - files: every file that ``SpecPath/isCandidate(_:below:)`` names; those in folders that specs use are told apart here
///   - folders: the folders of the repository, for `repo:`
public func loadSpecs(_ files: [SpecFile], folders: [RepositoryFolder] = []) -> SpecLoadResult {
  let parsed = files.sorted { $0.path < $1.path }.map(ParsedFile.init)
  let selection = SpecSelection(parsed)
  let trees = FolderTrees(folders)
  var diagnostics: [Diagnostic] = []
  var drafts: [SpecDraft] = []
  var containers: [DesiredContainer] = []
  for file in selection.specs {
    diagnostics += file.diagnostics
    if let folder = selection.folderAround[file.path] {
      diagnostics.append(
        Diagnostic(
          path: file.path, line: 1, column: 1,
          message: "a spec cannot lie in a folder that specs use: \(quoted("repo:" + folder))"))
    }
    guard let root = file.root else { continue }
    var decoder = ContainerDecoder(file: file.path)
    decoder.read(root)
    diagnostics += decoder.document.diagnostics
    diagnostics += trees.missing(in: decoder.draft, file: file.path)
    if var spec = decoder.draft.spec {
      trees.resolve(&spec)
      containers.append(
        DesiredContainer(
          spec: spec,
          origin: SpecOrigin(path: file.path, line: root.mark.line, column: root.mark.column),
          fieldOrigins: decoder.document.origins))
    }
    drafts.append(decoder.draft)
  }
  diagnostics += CrossCheck(drafts).diagnostics
  diagnostics.sort()
  return diagnostics.contains { $0.severity == .error }
    ? .refused(diagnostics) : .loaded(containers, warnings: diagnostics)
}
