import ContainerModel
import YAMLDocument

/// Reads a set of files as one wish: all of them, or all that is wrong with them.
///
/// - Parameters:
///   - files: every file that ``SpecPath/isCandidate(_:below:)`` names; those in folders that specs use are told apart here
///   - folders: every folder of the repository, for `repo:`, by its path relative to the root: `asterisk/etc`; with it the object id of its
///     content, or nil where files are not read from a commit
public func loadSpecs(_ files: [SpecFile], folders: [String: String?]) async -> LoadedSpecs {
  let selection = SpecSelection(await parse(files.sorted { $0.path < $1.path }))
  let trees = FolderTrees(known: folders)
  var diagnostics: [Diagnostic] = []
  var drafts: [SpecDraft] = []
  var containers: [DesiredContainer] = []
  var nameless: Set<String> = []
  for file in selection.specs {
    diagnostics += file.diagnostics
    if let folder = selection.folderAround[file.path] {
      diagnostics.append(
        Diagnostic(
          path: file.path, line: 1, column: 1,
          message: "a spec cannot lie in a folder that specs use: \(quoted("repo:" + folder))"))
    }
    let content = file.content
    // That no container has the name that it is likely to give is no error that anybody could mend.
    let errors = file.diagnostics + (content?.diagnostics ?? [])
    if content?.draft.name == nil, errors.contains(where: { $0.severity == .error }) {
      nameless.insert(SpecPath.stem(of: file.path))
    }
    guard let content else { continue }
    diagnostics += content.diagnostics
    diagnostics += trees.missing(in: content.draft, file: file.path)
    if var spec = content.draft.spec {
      trees.resolve(&spec)
      containers.append(
        DesiredContainer(spec: spec, origin: content.origin, fieldOrigins: content.fieldOrigins))
    }
    drafts.append(content.draft)
  }
  diagnostics += CrossCheck(drafts, nameless: nameless).diagnostics
  diagnostics.sort()
  let isRefused = diagnostics.contains { $0.severity == .error }
  return LoadedSpecs(containers: isRefused ? nil : containers, diagnostics: diagnostics)
}

/// Reads files side by side, some dozens at a time: no file knows of another here.
private func parse(_ files: [SpecFile]) async -> [ParsedFile] {
  let atOnce = 48
  return await withTaskGroup(of: (Int, [ParsedFile]).self) { group in
    for start in stride(from: 0, to: files.count, by: atOnce) {
      group.addTask {
        (start, files[start..<min(start + atOnce, files.count)].map(ParsedFile.init))
      }
    }
    var parts: [(start: Int, files: [ParsedFile])] = []
    for await part in group { parts.append(part) }
    return parts.sorted { $0.start < $1.start }.flatMap(\.files)
  }
}
