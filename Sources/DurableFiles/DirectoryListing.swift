import Glibc
import SystemPackage

/// The names in a directory, as they are at one time, without `.` and `..`.
struct DirectoryListing: Sequence {
  struct Entry {
    let name: FilePath
    /// Whether the file system says that this is a directory; some never say.
    let isKnownDirectory: Bool
  }

  private let entries: [Entry]

  /// Reads at most `limit` names from the start of the directory.
  init(of directory: borrowing OpenFile, limit: Int = .max) throws(FileError) {
    // A description of its own, and not a duplicate, which would share the position.
    let own = try OpenFile(".", in: directory, O_RDONLY | O_DIRECTORY)
    let path = directory.path
    let number = try attempt("list", path) { fcntl(own.descriptor.rawValue, F_DUPFD_CLOEXEC, 3) }
    guard let stream = fdopendir(number) else {
      let cause = Errno(rawValue: errno)
      close(number)
      throw FileError("list", path, .system(cause))
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while entries.count < limit {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw FileError("list", path, .system(Errno(rawValue: errno))) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { FilePath(platformString: $0) }
      }
      if name == "." || name == ".." { continue }
      entries.append(Entry(name: name, isKnownDirectory: entry.pointee.d_type == DT_DIR))
    }
    self.entries = entries
  }

  var isEmpty: Bool { entries.isEmpty }

  func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}
