import DurableFiles
import SystemPackage

/// A file of the run directory that a web server reads as anybody.
struct PublicFile {
  let path: String

  /// Replaces it whole, or removes it where there is nothing to tell; says so where that does not work, and goes on.
  func publish(_ text: String?) {
    do throws(FileError) {
      guard let text else {
        try DurableFile(FilePath(path)).remove()
        return
      }
      try DurableFile(FilePath(path)).replace(
        with: Array(text.utf8), permissions: [.ownerReadWrite, .groupRead, .otherRead],
        synced: false)
    } catch {
      StandardStreams.complain("warning: \(error); web servers show what was there before")
    }
  }
}
