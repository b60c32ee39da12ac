import ContainerModel
import FoundationEssentials
import Glibc
import Reconciling
import Subprocess
import SystemPackage
import Testing
@testable import ContainerStorage
@testable import UnpackFixture

/// A state directory on disk for one test.
struct StateDirectory: Sendable {
  let path: FilePath

  var layout: StateLayout { StateLayout(root: path.appending("state").string) }
  var store: ContainerDataStore { ContainerDataStore(layout: layout) }

  /// Gives the test a state directory and removes it afterwards.
  static func with(_ body: (StateDirectory) async throws -> Void) async throws {
    try #require(getuid() == 0, "these tests change owners and mount: run them as root")
    var template = Array("/var/tmp/storage-test-XXXXXX".utf8CString)
    let path = FilePath(try #require(mkdtemp(&template).map { String(cString: $0) }))
    let directory = StateDirectory(path: path)
    try #require(chmod(path.string, 0o755) == 0)
    try #require(mkdir(directory.layout.root, 0o700) == 0)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(directory))
    } catch {
      result = .failure(error)
    }
    try await directory.shell("rm -rf \"$scratch\"")
    try result.get()
  }

  /// A container's inventory entry.
  func entry(_ name: String = "web", _ mapping: IDRange? = .test) throws -> InventoryEntry {
    try exampleEntry(try #require(ContainerName(name)), mapping: mapping)
  }

  /// Runs a script in the directory, in a mount namespace of its own; `$fixture` is the fixture
  /// program.
  ///
  /// - Returns: standard output without its last newline.
  @discardableResult
  func shell(_ script: String) async throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let fixture = FilePath(tests).removingLastComponent().appending("UnpackFixture")
    let prelude = "cd \(path); scratch=\(path); fixture=\(fixture)\n"
    let result = try await run(
      .name("unshare"), arguments: ["-m", "sh", "-euc", prelude + script],
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    #expect(result.terminationStatus == .exited(0), "\(result.standardError)")
    var output = result.standardOutput
    if output.last == "\n" { output.removeLast() }
    return output
  }
}

extension IDRange {
  /// The default of the settings.
  static var test: IDRange? { IDRange(first: 100000, count: 65536) }
}
