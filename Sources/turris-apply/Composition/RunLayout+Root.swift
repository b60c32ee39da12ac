import DurableFiles
import Reconciling
import SystemPackage

extension RunLayout {
  /// Makes the run directory. A web server and the roots of unprivileged containers must get through it, each to what is its own; what
  /// lies there has modes of its own, and its names are shown to nobody.
  func makeRoot() throws(FileError) {
    try DurableDirectory(FilePath(root)).create(
      permissions: [.ownerReadWriteExecute, .groupExecute, .otherExecute], parents: true)
  }
}
