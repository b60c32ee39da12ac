import DurableFiles
import FoundationEssentials
import SpecLoading
import SystemPackage

/// The specs that `validate` is given, read as a commit would be.
struct SpecFolder {
  /// What a spec may be at most (`reference` of the format: 256 KiB), and one more to see that it is larger.
  private static let limit: Int64 = (256 << 10) + 1

  let files: [SpecFile]
  let folders: [String: String?]

  /// Reads files, and every spec below folders. Paths in messages begin at the enclosing git work tree, else at the folder given.
  init(paths: [String]) throws {
    var files: [String: SpecFile] = [:]
    var folders: Set<String> = []
    for path in paths {
      guard !path.isEmpty else {
        throw CommandFailure("failed to read '': give a file or a folder")
      }
      let place = try Self.absolute(path)
      let isFolder = try DurableDirectory(place).exists()
      let root = Self.workTree(around: place) ?? (isFolder ? place : place.removingLastComponent())
      if isFolder {
        for file in try Self.specs(below: place, root: root) { files[file.path] = file }
      } else {
        let file = try Self.file(place, root: root)
        files[file.path] = file
      }
      folders.formUnion(Self.folders(of: root))
    }
    self.files = files.values.sorted { $0.path < $1.path }
    self.folders = Dictionary(uniqueKeysWithValues: folders.map { ($0, nil) })
  }

  private static func absolute(_ path: String) throws -> FilePath {
    let here = FilePath(FileManager.default.currentDirectoryPath)
    let place = here.pushing(FilePath(path)).lexicallyNormalized()
    guard FileManager.default.fileExists(atPath: place.string) else {
      throw CommandFailure("failed to read '\(path)': there is no such file or folder")
    }
    return place
  }

  /// The nearest folder at or above `path` that holds `.git`.
  private static func workTree(around path: FilePath) -> FilePath? {
    var folder = path
    while true {
      if FileManager.default.fileExists(atPath: folder.appending(".git").string) { return folder }
      guard folder.lastComponent != nil else { return nil }
      folder = folder.removingLastComponent()
    }
  }

  private static func specs(below folder: FilePath, root: FilePath) throws -> [SpecFile] {
    let base = relative(folder, to: root)
    return try names(below: folder).compactMap { name in
      let path = base.isEmpty ? name : "\(base)/\(name)"
      let place = folder.pushing(FilePath(name))
      // A commit with one is refused, whatever its name.
      let isLink =
        try FileManager.default.attributesOfItem(atPath: place.string)[.type] as? FileAttributeType
        == .typeSymbolicLink
      guard isLink || SpecPath.isCandidate(path, below: base.isEmpty ? "." : base) else {
        return nil
      }
      return try file(place, root: root)
    }
  }

  private static func file(_ place: FilePath, root: FilePath) throws -> SpecFile {
    let path = relative(place, to: root)
    let type = try FileManager.default.attributesOfItem(atPath: place.string)[.type]
    guard type as? FileAttributeType != .typeSymbolicLink else {
      return SpecFile(path: path, unreadable: "is a symbolic link")
    }
    do {
      return SpecFile(path: path, bytes: try DurableFile(place).read(limit: limit))
    } catch {
      return SpecFile(path: path, unreadable: "cannot be read: \(error.cause)")
    }
  }

  /// Every folder below `root` but git's own, relative to it.
  ///
  /// What lies in one that this user may not look into is none of a spec's folders that could be checked.
  private static func folders(of root: FilePath) -> [String] {
    var folders: [String] = []
    var rest = [""]
    while let folder = rest.popLast() {
      let place = root.pushing(FilePath(folder))
      for name in (try? FileManager.default.contentsOfDirectory(atPath: place.string)) ?? []
      where folder != "" || name != ".git" {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        let type =
          try? FileManager.default.attributesOfItem(
            atPath: root.pushing(FilePath(path)).string)[.type] as? FileAttributeType
        guard type == .typeDirectory else { continue }
        folders.append(path)
        rest.append(path)
      }
    }
    return folders
  }

  private static func names(below folder: FilePath) throws -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: folder.string)
        .filter { $0 != ".git" && !$0.hasPrefix(".git/") }
    } catch {
      throw CommandFailure(
        "failed to read everything below '\(folder)': is it all readable for this user?")
    }
  }

  private static func relative(_ path: FilePath, to root: FilePath) -> String {
    var path = path
    return path.removePrefix(root) ? path.string : path.string
  }
}
