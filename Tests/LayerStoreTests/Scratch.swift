import ContainerModel
import struct Crypto.SHA256
import FoundationEssentials
import Glibc
@testable import LayerStore
import Reconciling
import Subprocess
import SystemPackage
import Testing
import Workers

/// A directory on disk for one test, with an empty state directory in it.
struct Scratch: Sendable {
  let path: FilePath
  let launcher: WorkerLauncher

  var state: FilePath { path.appending("state") }
  var layout: StateLayout { StateLayout(root: state.string) }

  /// Gives the test a directory and removes it afterwards.
  static func with(_ body: (Scratch) async throws -> Void) async throws {
    try #require(getuid() == 0, "these tests change owners and mount: run them as root")
    var template = Array("/var/tmp/layers-test-XXXXXX".utf8CString)
    let path = FilePath(try #require(mkdtemp(&template).map { String(cString: $0) }))
    let fixture = try fixtureExecutable()
    let scratch = Scratch(path: path, launcher: WorkerLauncher(executable: fixture))
    // As the directories above a real state directory.
    try #require(chmod(path.string, 0o755) == 0)
    try #require(mkdir(scratch.state.string, 0o700) == 0)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(scratch))
    } catch {
      result = .failure(error)
    }
    _ = try await scratch.shell("rm -rf \"$scratch\"")
    try result.get()
  }

  /// The program beside the program that runs the tests.
  static func fixtureExecutable() throws -> FilePath {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return FilePath(tests).removingLastComponent().appending("UnpackFixture")
  }

  /// Runs a script in the directory, in a mount namespace of its own; `$scratch` is the directory,
  /// `$fixture` the fixture program.
  ///
  /// - Returns: standard output without blanks at its end.
  @discardableResult
  func shell(_ script: String, status: TerminationStatus = .exited(0)) async throws -> String {
    let prelude = "cd \(path); scratch=\(path); fixture=\(launcher.executable)\n"
    let result = try await run(
      .name("unshare"), arguments: ["-m", "sh", "-euc", prelude + script],
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    #expect(result.terminationStatus == status, "\(result.standardError)")
    return String((result.standardOutput).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Writes a file.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> FilePath {
    let file = path.appending(name)
    try Data(bytes).write(to: URL(filePath: file.string))
    return file
  }

  /// The digest of a file.
  func digest(of file: FilePath) throws -> SHA256Digest {
    let bytes = try Data(contentsOf: URL(filePath: file.string))
    let text = SHA256.hash(data: bytes).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    return try #require(SHA256Digest(text.joined()))
  }

  /// The key of an archive's image, by default for an unprivileged container.
  func key(of archive: FilePath, _ mapping: IDRange? = .test) throws -> ImageKey {
    ImageKey(digest: try digest(of: archive), mapping: mapping)
  }

  /// The image store of the state directory.
  func store(limits: UnpackLimits = UnpackLimits(), in state: FilePath? = nil) -> LayerImageStore {
    LayerImageStore(
      layout: StateLayout(root: (state ?? self.state).string), launcher: launcher, limits: limits)
  }

  /// Prepares an image, and gives its root file system.
  func prepare(
    _ archive: FilePath, _ mapping: IDRange? = .test, limits: UnpackLimits = UnpackLimits()
  ) async throws -> FilePath {
    let key = try key(of: archive, mapping)
    try await store(limits: limits).prepare(key, archive: archive.string) { _, _ in }
    return FilePath(layout.rootfs(key))
  }

  /// Prepares an image of these entries, and gives its root file system.
  func prepare(
    _ entries: [TarArchive.Entry], _ mapping: IDRange? = .test,
    limits: UnpackLimits = UnpackLimits()
  ) async throws -> FilePath {
    try await prepare(write(TarArchive(entries).finished, to: "image.tar"), mapping, limits: limits)
  }

  /// Sees that preparing fails, and leaves nothing behind.
  func failure(
    of archive: FilePath, digest: SHA256Digest? = nil, _ mapping: IDRange? = .test,
    limits: UnpackLimits = UnpackLimits()
  ) async throws -> OperationError {
    let key = ImageKey(digest: try digest ?? self.digest(of: archive), mapping: mapping)
    let store = store(limits: limits)
    let error = await #expect(throws: OperationError.self) {
      try await store.prepare(key, archive: archive.string) { _, _ in }
    }
    #expect(try await store.images() == [])
    #expect(try names(in: FilePath(layout.images)) == [])
    return try #require(error)
  }

  /// The names in a directory, sorted; none where there is no directory.
  func names(in directory: FilePath) throws -> [String] {
    guard FileManager.default.fileExists(atPath: directory.string) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: directory.string).sorted()
  }
}

extension IDRange {
  /// The default of the settings.
  static var test: IDRange? { IDRange(first: 100000, count: 65536) }
}
