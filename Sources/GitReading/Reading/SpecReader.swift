import GitSource
import CLibGit2
import FoundationEssentials

/// Finds the specs and the folders of one commit.
struct SpecReader {
  /// Where a folder stands towards the one that holds the specs.
  private enum Standing {
    /// It leads there, past these names.
    case above(ArraySlice<Substring>)
    case aside
    case inside
    /// It is inside, but has a name with a dot in front, or one above it has.
    case hidden
  }

  private let repository: Repository
  private let path: SpecPath
  private var refusals: [String] = []
  private var entries: Int64 = 0
  private var entriesInside: Int64 = 0
  private var size: Int64 = 0
  private var specs: [(path: String, id: ObjectID)] = []
  private var folders: [String: String] = [:]

  init(_ repository: Repository, path: SpecPath) {
    self.repository = repository
    self.path = path
  }

  /// Reads the commit with the given root folder. Everything is checked before the first spec is
  /// read.
  ///
  /// - Throws: ``GitSourceError``, ``GitLibraryError``
  mutating func read(_ root: ObjectID) throws -> (files: [GitFile], folders: [String: String]) {
    _ = try path.tree(from: root, in: repository)
    let standing = path.components.isEmpty ? Standing.inside : .above(path.components[...])
    try visit(root, at: "", standing, depth: 0)
    guard refusals.isEmpty else {
      throw GitSourceError(
        "read", .refused,
        refusals.count == 1 ? refusals[0] : "the commit holds what is refused, see below",
        details: refusals.count == 1 ? [] : Array(refusals.prefix(TreeLimits.refusals)))
    }
    let files = try specs.map {
      GitFile(path: $0.path, isExecutable: false, content: Data(try repository.content(of: $0.id)))
    }
    return (files.sorted { $0.path < $1.path }, folders)
  }

  private mutating func visit(
    _ folder: ObjectID, at place: String, _ standing: Standing, depth: Int
  ) throws {
    guard depth <= TreeLimits.depth else {
      throw GitSourceError(
        "read", .refused, "the commit has folders more than \(TreeLimits.depth) deep")
    }
    for entry in try TreeEntry.all(of: folder, in: repository, path: place) {
      try count(standing)
      let below = place.isEmpty ? entry.name : "\(place)/\(entry.name)"
      let standing = Self.standing(of: entry.name, in: standing)
      switch entry.kind {
      case .folder:
        folders[below] = entry.id.digits
        try visit(entry.id, at: below, standing, depth: depth + 1)
      case .file:
        if case .inside = standing { try note(entry, at: below) }
      case .symbolicLink:
        if case .inside = standing { refuse(below, "a symbolic link") }
      case .submodule:
        if case .inside = standing { refuse(below, "a submodule") }
      case .unknown(let mode):
        if case .inside = standing { refuse(below, "mode \(String(mode, radix: 8))") }
      }
    }
  }

  private static func standing(of name: String, in parent: Standing) -> Standing {
    switch parent {
    case .above(let names):
      guard names.first.map({ $0 == name }) ?? false else { return .aside }
      return names.count == 1 ? .inside : .above(names.dropFirst())
    case .inside: return name.hasPrefix(".") ? .hidden : .inside
    case .aside, .hidden: return parent
    }
  }

  private mutating func count(_ standing: Standing) throws(GitSourceError) {
    entries += 1
    switch standing {
    case .inside, .hidden: entriesInside += 1
    case .above, .aside: break
    }
    guard entries <= TreeLimits.allEntries, entriesInside <= TreeLimits.entries else {
      throw GitSourceError(
        "read", .refused,
        "the commit has more than \(TreeLimits.entries) files and folders in '\(path.text)', or "
          + "\(TreeLimits.allEntries) in all")
    }
  }

  private mutating func note(_ entry: TreeEntry, at place: String) throws {
    guard place.hasSuffix(".yaml") || place.hasSuffix(".yml") else { return }
    let header = try repository.header(of: entry.id)
    guard header.type == GIT_OBJECT_BLOB else { throw TreeEntry.refused(place, in: "", "no file") }
    guard header.size <= TreeLimits.spec else {
      refuse(place, "\(header.size) bytes, a spec has at most \(TreeLimits.spec)")
      return
    }
    size += header.size
    guard size <= TreeLimits.allSpecs else {
      throw GitSourceError(
        "read", .refused, "the specs have more than \(TreeLimits.allSpecs) bytes together")
    }
    specs.append((place, entry.id))
  }

  private mutating func refuse(_ path: String, _ why: String) {
    if refusals.count < TreeLimits.refusals {
      refusals.append("'\(neutralised(path))' is refused among the specs: \(why)")
    }
  }
}
