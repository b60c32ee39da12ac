import FoundationEssentials
import Glibc

/// A folder of a test's own, gone with it.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = "/tmp/notices-\(UInt64.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a program for the shell.
  func script(_ name: String, _ text: String) throws -> String {
    let file = "\(path)/\(name)"
    try "#!/bin/sh\n\(text)\n".write(toFile: file, atomically: false, encoding: .utf8)
    chmod(file, 0o755)
    return file
  }

  func text(_ name: String) -> String? {
    try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }
}
