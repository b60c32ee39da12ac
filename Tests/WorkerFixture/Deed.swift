import Workers

import FoundationEssentials
import Glibc
import SystemPackage

/// A worker that does, well or badly, what a test asks for.
enum Deed: ServedTask {
  enum Request: Codable, Sendable {
    case echo(String)
    case count(Int)
    case answer(bytes: Int)
    case failReportably
    case failPlainly
    case exit(Int32)
    case raise(Int32)
    case complain(bytes: Int, thenExit: Int32)
    case printToStandardOutput
    case sayRaw([UInt8])
    case sleep(pidFile: String)
    case sleepWithChild(pidFile: String)
    case replyLeavingChild(pidFile: String)
    case describeSelf
  }

  struct FixtureError: WorkerReportable, Hashable {
    var kind: String { "sorry" }
    var isTerminal: Bool { true }
    let code: Int

    init(code: Int) { self.code = code }
  }

  struct PlainError: Error, CustomStringConvertible {
    var description: String { "plainly wrong" }
  }

  typealias Progress = Int
  typealias Reply = String

  static let name = "deed"

  static func run(_ request: Request, report: (Int) throws -> Void) throws -> String {
    switch request {
    case .echo(let text): return text
    case .count(let end):
      for number in 1...end { try report(number) }
      return "counted"
    case .answer(let bytes): return String(repeating: "x", count: bytes)
    case .failReportably: throw FixtureError(code: 7)
    case .failPlainly: throw PlainError()
    case .exit(let status): exit(status)
    case .raise(let signal):
      Glibc.raise(signal)
      return "survived"
    case .complain(let bytes, let status):
      try FileDescriptor.standardError.writeAll(
        Array(repeating: 46, count: bytes) + "\nthe end\n".utf8)
      exit(status)
    case .printToStandardOutput:
      try FileDescriptor.standardOutput.writeAll("noise".utf8)
      return "printed"
    case .sayRaw(let bytes):
      try frameOutput().writeAll(bytes)
      exit(0)
    case .sleep(let pidFile):
      try write([getpid()], to: pidFile)
      while true { pause() }
    case .sleepWithChild(let pidFile):
      try write([getpid(), spawnSleeper()], to: pidFile)
      while true { pause() }
    case .replyLeavingChild(let pidFile):
      try write([getpid(), spawnSleeper()], to: pidFile)
      return "left a child"
    case .describeSelf:
      return try describe()
    }
  }

  /// The worker's copy of the pipe to its caller: the only pipe above the standard descriptors that
  /// can be written to.
  private static func frameOutput() throws -> FileDescriptor {
    for number: Int32 in 3..<64 {
      let flags = fcntl(number, F_GETFL)
      if flags >= 0, flags & O_ACCMODE == O_WRONLY { return FileDescriptor(rawValue: number) }
    }
    throw PlainError()
  }

  /// A child that holds standard error, and lives long.
  private static func spawnSleeper() throws -> pid_t {
    var pid: pid_t = 0
    let word = strdup("sleep")
    let time = strdup("1000")
    defer {
      free(word)
      free(time)
    }
    let status = posix_spawnp(&pid, "sleep", nil, nil, [word, time, nil], environ)
    guard status == 0 else { throw Errno(rawValue: status) }
    return pid
  }

  private static func write(_ pids: [pid_t], to path: String) throws {
    let text = pids.map(String.init).joined(separator: " ")
    let file = try FileDescriptor.open(
      path + ".new", .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(text.utf8) }
    guard rename(path + ".new", path) == 0 else { throw Errno(rawValue: errno) }
  }

  private static func describe() throws -> String {
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      .compactMap { Int32($0) }.sorted()
      .filter { fcntl($0, F_GETFD) >= 0 }
    let inheritable = descriptors.filter { fcntl($0, F_GETFD) & FD_CLOEXEC == 0 }
    let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
    let variables = ProcessInfo.processInfo.environment.keys.sorted()
    return """
      inheritable \(inheritable.map(String.init).joined(separator: ","))
      threads \(threads)
      leader \(getpid() == getsid(0) && getpid() == getpgrp())
      variables \(variables.joined(separator: ","))
      """
  }
}
