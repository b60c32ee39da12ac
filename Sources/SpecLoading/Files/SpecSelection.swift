/// Tells specs from data: a file in a folder that a spec uses is data, whatever it looks like.
///
/// Data may itself look like a spec that uses folders, so who excludes whom is settled step by step: what nobody can exclude is a spec, what a spec
/// uses is data, and data excludes nothing. Files that exclude each other stay undecided; they are specs, and in error.
struct SpecSelection {
  /// The specs, in the order given.
  private(set) var specs: [ParsedFile] = []
  /// For each spec that lies in a folder that a spec uses: that folder.
  private(set) var folderAround: [String: String] = [:]

  private enum State {
    case undecided, spec, data
  }

  init(_ files: [ParsedFile]) {
    guard files.contains(where: { !$0.folders.isEmpty }) else {
      specs = files
      return
    }
    let users = Self.users(of: files)
    let excluders = files.map { file in
      Self.ancestors(of: file.path).flatMap { users[$0] ?? [] }
    }
    var states = files.map { _ in State.undecided }
    var changed = true
    while changed {
      changed = false
      for index in files.indices where states[index] == .undecided {
        if excluders[index].contains(where: { states[$0] == .spec }) {
          states[index] = .data
          changed = true
        } else if excluders[index].allSatisfy({ states[$0] == .data }) {
          states[index] = .spec
          changed = true
        }
      }
    }
    for (index, file) in files.enumerated() where states[index] != .data {
      specs.append(file)
      guard states[index] == .undecided else { continue }
      folderAround[file.path] = Self.ancestors(of: file.path).first { users[$0] != nil }
    }
  }

  /// The positions of the files that use a folder.
  private static func users(of files: [ParsedFile]) -> [String: [Int]] {
    var users: [String: [Int]] = [:]
    for (index, file) in files.enumerated() {
      for folder in file.folders { users[folder, default: []].append(index) }
    }
    return users
  }

  /// Every folder above a path.
  private static func ancestors(of path: String) -> [String] {
    var ancestors: [String] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      ancestors.append(String(rest))
    }
    return ancestors
  }
}
