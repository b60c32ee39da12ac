import GitSource
import CLibGit2

/// One entry of a folder of a commit, checked.
struct TreeEntry: Hashable {
  enum Kind: Hashable {
    case folder
    case file(isExecutable: Bool)
    case symbolicLink
    case submodule
    /// A mode that git doesn't write.
    case unknown(mode: UInt32)
  }

  let name: String
  let kind: Kind
  let id: ObjectID

  /// - Throws: if the name could leave its folder, hide another one, or can't be shown.
  init(_ entry: Tree.Entry, in folder: String) throws(GitSourceError) {
    guard let name = String(validating: entry.name, as: UTF8.self) else {
      let shown = neutralised(String(decoding: entry.name, as: UTF8.self))
      throw Self.refused(shown, in: folder, "its name is not UTF-8")
    }
    if let fault = Self.fault(in: name) {
      throw Self.refused(neutralised(name), in: folder, fault)
    }
    self.name = name
    id = entry.id
    switch entry.mode {
    case 0o040000: kind = .folder
    case 0o100644, 0o100664: kind = .file(isExecutable: false)
    case 0o100755: kind = .file(isExecutable: true)
    case 0o120000: kind = .symbolicLink
    case 0o160000: kind = .submodule
    default: kind = .unknown(mode: entry.mode)
    }
  }

  /// Reads the entries of a folder.
  ///
  /// - Throws: ``GitSourceError``, also if a name comes twice, or the folder is too large to be
  ///   read at all.
  static func all(
    of id: ObjectID, in repository: Repository, path: String
  ) throws -> [TreeEntry] {
    let header = try repository.header(of: id)
    guard header.type == GIT_OBJECT_TREE else { throw refused(path, in: "", "it is no folder") }
    guard header.size <= TreeLimits.folderObject else {
      throw refused(path, in: "", "\(header.size) bytes to list one folder")
    }
    var names: Set<String> = []
    return try Tree(id, in: repository).entries.map { raw in
      let entry = try TreeEntry(raw, in: path)
      guard names.insert(entry.name).inserted else {
        throw refused(neutralised(entry.name), in: path, "the name comes twice")
      }
      return entry
    }
  }

  static func refused(_ name: String, in folder: String, _ why: String) -> GitSourceError {
    let path = folder.isEmpty ? name : "\(folder)/\(name)"
    return GitSourceError("read", .refused, "the commit holds '\(path)', which is refused: \(why)")
  }

  private static func fault(in name: String) -> String? {
    if name.utf8.contains(UInt8(ascii: "/")) { return "its name holds a slash" }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "its name holds control characters"
    }
    // What NTFS makes of a name; this program checks nothing out, but others do.
    let plain = name.lowercased().reversed().drop { $0 == "." || $0 == " " }.reversed()
    if plain.isEmpty { return "such a name leaves its folder" }
    if String(plain) == ".git" || String(plain).hasPrefix("git~") {
      return "such a name belongs to git itself"
    }
    return nil
  }
}
