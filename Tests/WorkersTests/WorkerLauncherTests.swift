import Glibc
import Synchronization
import SystemPackage
import Testing
@testable import WorkerFixture

@testable import Workers

@Suite struct WorkerLauncherTests {
  private func run(
    _ request: Deed.Request, deadline: Duration = .seconds(60)
  ) async throws -> String {
    try await launcher().run(Deed.self, request, deadline: deadline)
  }

  private func failure(of request: Deed.Request, deadline: Duration = .seconds(60)) async throws
    -> WorkerError
  {
    try #require(
      await #expect(throws: WorkerError.self) {
        try await run(request, deadline: deadline)
      })
  }

  @Test func `A request comes back as a reply`() async throws {
    #expect(try await run(.echo("příliš \u{0} žluťoučký")) == "příliš \u{0} žluťoučký")
  }

  @Test func `A request larger than a pipe holds arrives whole`() async throws {
    let text = String(repeating: "0123456789", count: 300_000)
    #expect(try await run(.echo(text)) == text)
  }

  @Test func `Progress arrives in order and before the reply`() async throws {
    let seen = Mutex<[Int]>([])
    let reply = try await launcher().run(Deed.self, .count(1000), deadline: .seconds(60)) {
      number in seen.withLock { $0.append(number) }
    }
    #expect(reply == "counted")
    #expect(seen.withLock { $0 } == Array(1...1000))
  }

  @Test func `An error of the task arrives whole`() async throws {
    guard case .failed("deed", let failure) = try await failure(of: .failReportably) else {
      Issue.record("another error")
      return
    }
    #expect(failure.kind == "sorry")
    #expect(failure.isTerminal)
    #expect(failure.error(as: Deed.FixtureError.self) == Deed.FixtureError(code: 7))
  }

  @Test func `An error of unknown type arrives as text and may pass`() async throws {
    guard case .failed("deed", let failure) = try await failure(of: .failPlainly) else {
      Issue.record("another error")
      return
    }
    #expect(failure.message == "plainly wrong")
    #expect(failure.kind == "PlainError")
    #expect(!failure.isTerminal)
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGKILL])
  func `A crash is told by its signal`(_ signal: Int32) async throws {
    #expect(
      try await failure(of: .raise(signal))
        == .crashed(task: "deed", signal: signal, standardError: ""))
  }

  @Test func `A worker that exits without a reply is told by its status`() async throws {
    #expect(
      try await failure(of: .exit(3))
        == .exitedWithoutReply(task: "deed", status: 3, standardError: ""))
  }

  @Test func `The end of standard error is kept and bounded`() async throws {
    guard
      case .exitedWithoutReply("deed", 5, let text) = try await failure(
        of: .complain(bytes: 1 << 20, thenExit: 5))
    else {
      Issue.record("another error")
      return
    }
    #expect(text.utf8.count == WorkerLauncher.standardErrorLimit)
    #expect(text.hasSuffix("\nthe end\n"))
  }

  @Test func `What a library prints does not get among the frames`() async throws {
    #expect(try await run(.printToStandardOutput) == "printed")
  }

  @Test(arguments: [
    Array("Hello, world!".utf8), [0, 0, 0, 2, 0x7B], [0, 0, 0, 2, 0x7B, 0x7D],
    [0xFF, 0xFF, 0xFF, 0xFF],
    [0, 0],
  ])
  func `Bytes that are no frames are a bad reply`(_ bytes: [UInt8]) async throws {
    guard case .badReply("deed", _, _) = try await failure(of: .sayRaw(bytes)) else {
      Issue.record("another error")
      return
    }
  }

  @Test func `A reply too large for a frame is an error of the task`() async throws {
    guard case .failed("deed", let failure) = try await failure(of: .answer(bytes: 65 << 20))
    else {
      Issue.record("another error")
      return
    }
    #expect(failure.message == "a frame of \((65 << 20) + 19) bytes, \(64 << 20) are allowed")
  }

  @Test func `A missing executable is an error of the start`() async throws {
    let launcher = WorkerLauncher(executable: "/nonexistent/turris-apply")
    let error = await #expect(throws: WorkerError.self) {
      try await launcher.run(Deed.self, .echo(""), deadline: .seconds(60))
    }
    guard case .couldNotStart("deed", "/nonexistent/turris-apply", _) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
  }

  @Test func `A worker that serves no such task says so`() async throws {
    enum Unknown: WorkerTask {
      static let name = "unknown"
      typealias Request = Int
      typealias Progress = Int
      typealias Reply = Int
    }
    let launcher = try launcher()
    let error = await #expect(throws: WorkerError.self) {
      try await launcher.run(Unknown.self, 1, deadline: .seconds(60))
    }
    #expect(
      error
        == .exitedWithoutReply(
          task: "unknown", status: 64, standardError: "there is no worker 'unknown'\n"))
  }

  @Test func `A worker has no foreign descriptors, one thread, its own session, few variables`()
    async throws
  {
    let leaked = try FileDescriptor.open("/dev/null", .readOnly)
    defer { try? leaked.close() }
    setenv("GIT_DIR", "/nonexistent", 1)
    defer { unsetenv("GIT_DIR") }
    #expect(
      try await run(.describeSelf) == """
        inheritable 0,1,2
        threads 1
        leader true
        variables LANG,PATH,SWIFT_BACKTRACE
        """)
  }

  @Test func `At the deadline the worker and its children are killed and the call returns`()
    async throws
  {
    try await withDirectory { directory in
      let pidFile = directory.appending("pids")
      let error = try await failure(
        of: .sleepWithChild(pidFile: pidFile.string), deadline: .seconds(1))
      #expect(
        error == .deadlineExceeded(task: "deed", deadline: .seconds(1), standardError: ""))
      #expect(try await end(processes(in: pidFile)))
    }
  }

  @Test func `A child that a worker leaves behind neither delays the reply nor is killed`()
    async throws
  {
    try await withDirectory { directory in
      let pidFile = directory.appending("pids")
      #expect(try await run(.replyLeavingChild(pidFile: pidFile.string)) == "left a child")
      let left = try await processes(in: pidFile)
      let child = try #require(left.last)
      #expect(isAlive(child))
      kill(child, SIGKILL)
    }
  }

  @Test func `A cancelled call kills the worker`() async throws {
    try await withDirectory { directory in
      let pidFile = directory.appending("pids")
      let call = Task { try await run(.sleepWithChild(pidFile: pidFile.string)) }
      let pids = try await processes(in: pidFile)
      call.cancel()
      await #expect(throws: WorkerError.cancelled(task: "deed")) { try await call.value }
      #expect(try await end(pids))
    }
  }

  @Test func `When the caller is killed, the worker and its children go`() async throws {
    try await withDirectory { directory in
      let pidFile = directory.appending("pids")
      let caller = try spawn([try fixtureExecutable().string, "caller", pidFile.string])
      let pids = try await processes(in: pidFile)
      #expect(pids.count == 2 && pids.allSatisfy(isAlive))
      kill(caller, SIGKILL)
      var status: Int32 = 0
      waitpid(caller, &status, 0)
      #expect(try await end(pids))
    }
  }

  @Test func `Many workers at once each get their own answer`() async throws {
    let launcher = try launcher()
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<64 {
        group.addTask {
          try await launcher.run(Deed.self, .echo("\(number)"), deadline: .seconds(60))
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(answers == Set((0..<64).map(String.init)))
  }
}
