import FoundationEssentials
import Glibc
import Reconciling
import Subprocess
import SystemPackage
import Testing
import Workers

@testable import GitSource

/// A directory for one test, with what the test puts there.
struct Place {
  let root: FilePath

  func path(_ name: String) -> String { root.appending(name).string }

  /// The mirror of the source that this place makes.
  var mirror: String { path("state/repository.git") }

  /// The program that serves the workers.
  static func worker() throws -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    try #require(count > 0)
    return FilePath(platformString: buffer).removingLastComponent()
      .appending("turris-apply-fetch").string
  }

  func source(
    _ remote: GitRemote, timeout: Duration = .seconds(60), worker: String? = nil,
    environment: [String: String] = [:]
  ) throws -> GitSpecSource {
    let all = WorkerLauncher.minimalEnvironment.merging(environment) { $1 }
    let launcher = WorkerLauncher(
      executable: FilePath(try worker ?? Self.worker()), environment: all)
    return GitSpecSource(remote: remote, mirror: mirror, launcher: launcher, timeout: timeout)
  }

  func source(_ repository: TestRepository) throws -> GitSpecSource {
    try source(GitRemote(url: repository.path))
  }

  func write(_ text: String, to name: String) throws -> String {
    let path = path(name)
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  /// Every file of the mirror with its content and the time of its last change.
  func mirrorSnapshot() throws -> [String: String] {
    try snapshot(of: path("state"))
  }

  func snapshot(of directory: String) throws -> [String: String] {
    var result: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: directory) {
      let path = "\(directory)/\(name)"
      let status = try Stat(FilePath(path), followTargetSymlink: false)
      let content = status.type == .regular ? try Data(contentsOf: URL(filePath: path)) : Data()
      let time = status.rawValue.st_mtim
      let kind = status.type == .directory ? "directory" : "file"
      result[name] = "\(kind) \(time.tv_sec).\(time.tv_nsec) \(content.base64EncodedString())"
    }
    return result
  }
}

/// Gives a test an empty place with a state directory, and removes it afterwards.
func withPlace(_ body: (Place) async throws -> Void) async throws {
  var template = Array("/tmp/git-test-XXXXXX".utf8CString)
  let path = try #require(mkdtemp(&template).map { String(cString: $0) })
  let place = Place(root: FilePath(path))
  try FileManager.default.createDirectory(
    atPath: place.path("state"), withIntermediateDirectories: false)
  do {
    try await body(place)
  } catch {
    _ = try? await command("rm", ["-rf", path])
    throw error
  }
  try await command("rm", ["-rf", path])
}

/// Runs a program and returns what it printed, without the last newline.
@discardableResult
func command(
  _ name: String, _ arguments: [String], input: String = "", in directory: String? = nil,
  environment: [String: String] = [:]
) async throws -> String {
  var variables: [Environment.Key: String] = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
  for (key, value) in environment { variables[Environment.Key(stringLiteral: key)] = value }
  let result = try await run(
    .name(name), arguments: Arguments(arguments), environment: .custom(variables),
    workingDirectory: directory.map { FilePath($0) }, input: .string(input),
    output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
  try #require(
    result.terminationStatus.isSuccess, "\(name) \(arguments): \(result.standardError)")
  let output = result.standardOutput
  return output.hasSuffix("\n") ? String(output.dropLast()) : output
}

extension SourceRequest {
  /// A request with the usual answers.
  init(
    _ reference: String = "main", path: String = ".", accepted: String? = nil,
    allowRewind: Bool = false, noFetch: Bool = false, dryRun: Bool = false
  ) {
    self.init(
      reference: reference, path: path, accepted: accepted, allowRewind: allowRewind,
      noFetch: noFetch, dryRun: dryRun)
  }
}

/// The error of a reading that must fail.
func failure(
  _ source: GitSpecSource, _ request: SourceRequest, _ location: SourceLocation = #_sourceLocation
) async throws -> OperationError {
  try #require(
    await #expect(throws: OperationError.self, sourceLocation: location) {
      try await source.read(request)
    })
}
