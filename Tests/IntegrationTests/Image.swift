import Subprocess
import SystemPackage
import Testing

/// A busybox root file system as an archive.
struct Image {
  let path: String
  let digest: String

  /// The image that all tests share; made once.
  static func busybox() async throws -> Image { try await shared.value }

  private static let shared = Task { () async throws -> Image in
    let script = FilePath(#filePath).removingLastComponent()
      .appending("../../examples/make-image").lexicallyNormalized()
    let path = "/var/lib/turris-test/busybox.tar.xz"
    let made = try await Subprocess.run(
      .name("sh"), arguments: ["-c", "mkdir -p /var/lib/turris-test && exec \(script) \(path)"],
      output: .string(limit: 4096), error: .string(limit: 65_536))
    try #require(made.terminationStatus.isSuccess, "\(made.standardError)")
    let digest = try #require(made.standardOutput.split(separator: "\n").first)
    return Image(path: path, digest: String(digest))
  }
}
