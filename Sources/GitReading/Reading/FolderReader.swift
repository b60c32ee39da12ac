import GitSource
import CLibGit2
import FoundationEssentials

/// Reads all files of one folder of a commit.
struct FolderReader {
  private let repository: Repository
  private var files: [(path: String, isExecutable: Bool, id: ObjectID)] = []
  private var entries: Int64 = 0
  private var size: Int64 = 0

  init(_ repository: Repository) {
    self.repository = repository
  }

  /// Hands out the files one by one, sorted by path. Everything is checked before the first.
  ///
  /// - Returns: how many there are.
  /// - Throws: ``GitSourceError``, ``GitLibraryError``, and what `body` throws.
  mutating func read(_ folder: ObjectID, body: (GitFile) throws -> Void) throws -> Int {
    try visit(folder, at: "", depth: 0)
    for file in files.sorted(by: { $0.path < $1.path }) {
      let content = Data(try repository.content(of: file.id))
      try body(GitFile(path: file.path, isExecutable: file.isExecutable, content: content))
    }
    return files.count
  }

  private mutating func visit(_ folder: ObjectID, at place: String, depth: Int) throws {
    guard depth <= TreeLimits.depth else {
      throw GitSourceError(
        "read", .refused, "the folder has folders more than \(TreeLimits.depth) deep")
    }
    for entry in try TreeEntry.all(of: folder, in: repository, path: place) {
      entries += 1
      guard entries <= TreeLimits.entries else {
        throw GitSourceError(
          "read", .refused, "the folder has more than \(TreeLimits.entries) files and folders")
      }
      let below = place.isEmpty ? entry.name : "\(place)/\(entry.name)"
      switch entry.kind {
      case .folder: try visit(entry.id, at: below, depth: depth + 1)
      case .file(let isExecutable):
        try bound(entry.id, at: below)
        files.append((below, isExecutable, entry.id))
      case .symbolicLink: throw TreeEntry.refused(below, in: "", "a symbolic link")
      case .submodule: throw TreeEntry.refused(below, in: "", "a submodule")
      case .unknown(let mode):
        throw TreeEntry.refused(below, in: "", "mode \(String(mode, radix: 8))")
      }
    }
  }

  private mutating func bound(_ id: ObjectID, at place: String) throws {
    let header = try repository.header(of: id)
    guard header.type == GIT_OBJECT_BLOB else { throw TreeEntry.refused(place, in: "", "no file") }
    guard header.size <= TreeLimits.file else {
      throw TreeEntry.refused(
        place, in: "", "\(header.size) bytes, a file has at most \(TreeLimits.file)")
    }
    size += header.size
    guard size <= TreeLimits.allFiles else {
      throw GitSourceError(
        "read", .refused, "the folder has more than \(TreeLimits.allFiles) bytes")
    }
  }
}
