import DurableFiles
import Glibc
import SystemPackage

/// A file whose first line is a secret.
struct SecretFile {
  let path: String

  /// The secret, without what ends the line.
  /// - Throws: also where everybody can read it. A group may: a web server is not always root.
  func secret() throws -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw CommandFailure("failed to read secret '\(path)': \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & 0o007 == 0 else {
      throw CommandFailure(
        "failed to read secret '\(path)': everybody can; run: chmod o= '\(path)'")
    }
    let bytes = try DurableFile(FilePath(path)).read(limit: 4096)
    let secret = Array(bytes.prefix { $0 != 0x0a && $0 != 0x0d })
    guard !secret.isEmpty else {
      throw CommandFailure("failed to read secret '\(path)': its first line is empty")
    }
    return secret
  }
}
