import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import Testing

/// The directory of the test programs.
func builtPrograms() throws -> FilePath {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
  try #require(count > 0)
  return FilePath(platformString: buffer).removingLastComponent()
}

/// Runs a shell script in a mount namespace of its own; `$fixture` is the fixture program and `$1`
/// the directory.
///
/// - Returns: standard output without the last newline.
func shell(_ script: String, in directory: FilePath, status: Int32 = 0) async throws -> String {
  let fixture = try builtPrograms().appending("DurableFilesFixture").string
  let result = try await run(
    .name("unshare"),
    arguments: ["-m", "sh", "-euc", "fixture=\(fixture)\n" + script, "sh", directory.string],
    output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
  #expect(result.terminationStatus == .exited(status), "\(result.standardError)")
  return String(result.standardOutput.trimmingSuffix(while: \.isNewline))
}

extension String {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, predicate(last) { rest.removeLast() }
    return rest
  }
}

/// Gives the test an empty directory and removes it afterwards.
func withDirectory(_ body: (FilePath) async throws -> Void) async throws {
  var template = Array("/tmp/durable-test-XXXXXX".utf8CString)
  let path = try #require(mkdtemp(&template).map { String(cString: $0) })
  do {
    try await body(FilePath(path))
  } catch {
    try? FileManager.default.removeItem(atPath: path)
    throw error
  }
  try FileManager.default.removeItem(atPath: path)
}

/// The names in a directory, sorted.
func names(in directory: FilePath) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: directory.string).sorted()
}
