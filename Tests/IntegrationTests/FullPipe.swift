import FoundationEssentials
import Glibc
import SystemPackage
import Testing

/// A pipe that takes nothing until it is emptied: a program that writes to it stands still.
struct FullPipe {
  private let readEnd: FileDescriptor
  private let writeEnd: FileDescriptor

  init() throws {
    (readEnd, writeEnd) = try FileDescriptor.pipe()
    let flags = fcntl(writeEnd.rawValue, F_GETFL)
    try #require(fcntl(writeEnd.rawValue, F_SETFL, flags | O_NONBLOCK) == 0)
    let page = [UInt8](repeating: 0x20, count: 4096)
    while write(writeEnd.rawValue, page, page.count) > 0 {}
    try #require(errno == EAGAIN && fcntl(writeEnd.rawValue, F_SETFL, flags) == 0)
  }

  /// Where a program has to be redirected to, as a shell sees it.
  var path: String { "/proc/\(getpid())/fd/\(writeEnd.rawValue)" }

  /// Waits until some process stands still because of a full pipe.
  func waitForWriter() async throws {
    for _ in 0..<2000 {
      if try isAwaited() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("nothing was written in 20 seconds")
  }

  private func isAwaited() throws -> Bool {
    let files = FileManager.default
    return try files.contentsOfDirectory(atPath: "/proc").contains { process in
      let tasks = (try? files.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
      return tasks.contains { task in
        let path = "/proc/\(process)/task/\(task)/wchan"
        return (try? String(contentsOfFile: path, encoding: .utf8))?.contains("pipe_write") == true
      }
    }
  }

  /// Lets the writers go on, until the last of them has ended.
  func drain() throws {
    try writeEnd.close()
    try withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
      while try readEnd.read(into: buffer) > 0 {}
    }
    try readEnd.close()
  }
}
