import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import Testing

/// A router of a test's own: a repository, settings, an image, folders for state and containers.
///
/// Real containers on the real kernel: the tests run in `Tests/sandbox`, which takes care that nothing stays behind.
struct Router {
  /// What a command said and how it ended.
  struct Output: CustomStringConvertible {
    let status: Int32
    let out: String
    let err: String

    var description: String { "status \(status)\n\(out)\n\(err)" }
  }

  let root: String
  /// Stands before every container's name, so that tests can run side by side.
  let prefix: String
  let image: Image

  var state: String { "\(root)/state" }
  var lxcPath: String { "\(root)/lxc" }
  var work: String { "\(root)/work" }
  var bare: String { "\(root)/router.git" }
  var config: String { "\(root)/config.yaml" }

  /// Makes a router, lets `body` use it, and takes it down again.
  static func with(_ body: (Router) async throws -> Void) async throws {
    try #require(
      getenv("SANDBOX") != nil,
      "these tests start containers: run them with `make test`, which gives them a machine of their own"
    )
    let number = UInt32.random(in: .min ... .max)
    let router = Router(
      root: "/var/lib/turris-test/\(number)", prefix: "t\(String(number, radix: 36))",
      image: try await Image.busybox())
    try await router.prepare()
    do {
      try await body(router)
    } catch {
      try await router.takeDown()
      throw error
    }
    try await router.takeDown()
  }

  /// The name of a container of this router.
  func name(_ short: String) -> String { "\(prefix)-\(short)" }

  private func prepare() async throws {
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    try write(
      """
      repository: {url: \(bare)}
      stateDirectory: \(state)
      runDirectory: \(root)/run
      lxcPath: \(lxcPath)
      settle: 1s
      """, to: config)
    try await git("init", "--quiet", "--bare", "--initial-branch=main", bare)
    try await git("init", "--quiet", "--initial-branch=main", work)
    try await git("-C", work, "remote", "add", "origin", bare)
  }

  private func takeDown() async throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: lxcPath)) ?? []
    for name in names { _ = try await command("lxc-stop", "-P", lxcPath, "-k", "-n", name) }
  }

  /// What init runs unless a test says otherwise: ends when it is asked to.
  static let command =
    #"[/bin/sh, -c, "trap exit TERM; while :; do sleep 1 & wait; done"]"#

  /// Writes a spec for the container `short`; `body` is the YAML beside identity and image, and `NAME-x` in it means `name("x")`.
  func spec(_ short: String, _ body: String = "", command: String = Self.command) throws {
    try write(
      """
      apiVersion: turris-containers/v1
      kind: Container
      name: \(name(short))
      image:
        archive: {path: \(image.path), sha256: \(image.digest)}
      stop: {signal: SIGTERM, timeout: 5s}
      command: \(command)
      \(body.replacing("NAME-", with: "\(prefix)-"))
      """, to: "\(work)/\(short).yaml")
  }

  func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: FilePath(path).removingLastComponent().string, withIntermediateDirectories: true)
    try (text + "\n").write(toFile: path, atomically: false, encoding: .utf8)
  }

  /// Adds lines to the settings.
  func set(_ settings: String) throws {
    try write(try String(contentsOfFile: config, encoding: .utf8) + settings, to: config)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: path)
  }

  /// Commits all that is in the work tree and pushes it, with real git.
  func push(_ message: String = "change") async throws {
    try await git("-C", work, "add", "--all")
    try await git("-C", work, "commit", "--quiet", "--allow-empty", "--message", message)
    try await git("-C", work, "push", "--quiet", "--force", "origin", "main")
  }

  func git(_ arguments: String...) async throws {
    let output = try await command(["git"] + arguments)
    try #require(output.status == 0, "\(arguments): \(output)")
  }

  /// Runs turris-apply as a user would.
  func apply(_ arguments: String...) async throws -> Output {
    try await command([Self.program, "--config", config] + arguments)
  }

  /// Runs a subcommand of turris-apply.
  func turris(_ arguments: String...) async throws -> Output {
    try await command([Self.program] + arguments)
  }

  /// The program that was built together with these tests.
  static var program: String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return FilePath(tests).removingLastComponent().appending("turris-apply").string
  }

  func command(_ words: String...) async throws -> Output { try await command(words) }

  func command(_ words: [String]) async throws -> Output {
    let isPath = words[0].contains("/")
    let result = try await Subprocess.run(
      isPath ? .path(FilePath(words[0])) : .name(words[0]),
      arguments: Arguments(Array(words.dropFirst())),
      environment: .inherit.updating([
        "GIT_AUTHOR_NAME": "Eva", "GIT_AUTHOR_EMAIL": "eva@example.org",
        "GIT_COMMITTER_NAME": "Eva", "GIT_COMMITTER_EMAIL": "eva@example.org",
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      ]),
      output: .string(limit: 16 << 20), error: .string(limit: 16 << 20))
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Output(
      status: status, out: result.standardOutput, err: result.standardError)
  }
}
