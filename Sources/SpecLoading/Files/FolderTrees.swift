import ContainerModel

/// The folders of the repository by path.
struct FolderTrees {
  private let known: [String: RepositoryFolder]

  init(_ folders: [RepositoryFolder]) {
    known = Dictionary(folders.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A word on each folder that is used and does not exist.
  func missing(in draft: SpecDraft, file: String) -> [Diagnostic] {
    draft.folders.filter { known[$0.value] == nil }.map { folder in
      let near = suggestion(for: folder.value, among: known.keys.sorted())
      return Diagnostic(
        path: file, line: folder.origin.line, column: folder.origin.column, length: folder.length,
        message: "the repository has no folder \(quoted(folder.value))"
          + (near.map { "; did you mean \(quoted($0))?" } ?? ""))
    }
  }

  /// Gives each folder that an overlay uses the id of its content.
  func resolve(_ spec: inout ContainerSpec) {
    for index in spec.mounts.indices {
      guard case .overlay(let lower, let upper, let size) = spec.mounts[index].source else {
        continue
      }
      let resolved = lower.map { lower in
        guard case .repository(let folder, _) = lower else { return lower }
        return .repository(folder: folder, tree: known[folder]?.tree)
      }
      spec.mounts[index].source = .overlay(lower: resolved, upper: upper, size: size)
    }
  }
}
