import Glibc
import Testing

/// What a tree of files is: every path with all that a write would change.
struct FileSnapshot: Hashable {
  private let lines: [String]

  init(below roots: [String]) throws {
    var lines: [String] = []
    for root in roots { try Self.add(root, to: &lines) }
    self.lines = lines
  }

  private static func add(_ path: String, to lines: inout [String]) throws {
    var status = stat()
    try #require(lstat(path, &status) == 0, "\(path)")
    lines.append(
      "\(path) \(status.st_ino) \(status.st_mode) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
    )
    guard status.st_mode & S_IFMT == S_IFDIR else { return }
    let stream = try #require(opendir(path))
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    for name in names.sorted() { try add("\(path)/\(name)", to: &lines) }
  }
}
