import FoundationEssentials
import Glibc
import SystemPackage
import Testing
import Workers

/// The program that serves the tests' tasks stands beside the program that runs the tests.
func fixtureExecutable() throws -> FilePath {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
  try #require(count > 0)
  return FilePath(platformString: buffer).removingLastComponent().appending("WorkerFixture")
}

func launcher() throws -> WorkerLauncher {
  WorkerLauncher(executable: try fixtureExecutable())
}

/// Gives the test a directory, and removes it and the flat files in it.
func withDirectory(_ body: (FilePath) async throws -> Void) async throws {
  var template = Array("/tmp/workers-test-XXXXXX".utf8CString)
  let path = try #require(mkdtemp(&template).map { String(cString: $0) })
  do {
    try await body(FilePath(path))
  } catch {
    try? FileManager.default.removeItem(atPath: path)
    throw error
  }
  try? FileManager.default.removeItem(atPath: path)
}

/// The process ids in a file, as soon as it exists.
func processes(in file: FilePath) async throws -> [pid_t] {
  for _ in 0..<1000 {
    if let descriptor = try? FileDescriptor.open(file, .readOnly) {
      defer { try? descriptor.close() }
      var bytes = [UInt8](repeating: 0, count: 100)
      let count = try bytes.withUnsafeMutableBytes { try descriptor.read(into: $0) }
      return String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ")
        .compactMap { pid_t($0) }
    }
    try await Task.sleep(for: .milliseconds(10))
  }
  Issue.record("the worker did not write \(file)")
  return []
}

/// Whether a process is there and no zombie.
func isAlive(_ process: pid_t) -> Bool {
  guard let descriptor = try? FileDescriptor.open("/proc/\(process)/stat", .readOnly) else {
    return false
  }
  defer { try? descriptor.close() }
  var bytes = [UInt8](repeating: 0, count: 200)
  guard let count = try? bytes.withUnsafeMutableBytes({ try descriptor.read(into: $0) }) else {
    return false
  }
  let afterName = bytes[..<count].split(separator: UInt8(ascii: ")")).last?.dropFirst()
  return afterName?.first != UInt8(ascii: "Z")
}

/// Whether all of them end within ten seconds.
func end(_ processes: [pid_t]) async throws -> Bool {
  for _ in 0..<1000 {
    if !processes.contains(where: isAlive) { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return false
}

/// Starts a program, which the test has to wait for.
func spawn(_ words: [String]) throws -> pid_t {
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
  arguments.append(nil)
  defer { for argument in arguments { free(argument) } }
  var process: pid_t = 0
  try #require(posix_spawn(&process, words[0], nil, nil, arguments, environ) == 0)
  return process
}
