import ArgumentParser
import DurableFiles
import FoundationEssentials
import Glibc
import SystemPackage
import WebhookJudging

/// `turris-apply webhook`.
struct WebhookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook", abstract: "Verify a forge's web hook, for a CGI of a web server.",
    discussion: """
      Reads a request as a CGI gets it. Where its signature is right, ends with 0 and prints nothing; otherwise prints the answer that \
      refuses it. Needs no root. See examples/webhook.
      """)

  /// How long a body may take to come.
  private static let patience = Duration.seconds(30)

  @Option(help: ArgumentHelp("File that holds the secret.", valueName: "file"))
  var secretFile: String

  func run() throws {
    do {
      let secret = try SecretFile(path: try Place.absolute(secretFile)).secret()
      try verify(secret)
    } catch let refusal as WebhookRefusal {
      try answer(refusal.status, refusal.reason)
      StandardStreams.complain("error: refused a web hook: \(refusal.reason)")
      throw ExitStatus.failure
    } catch {
      try answer("500 Internal Server Error", "the router is not set up for this; see its log")
      throw error
    }
  }

  private func verify(_ secret: [UInt8]) throws {
    let variables = ProcessInfo.processInfo.environment
    var judge = try WebhookJudge(WebhookRequest(variables: variables), secret: secret)
    let end = ContinuousClock.now + Self.patience
    while judge.left > 0 {
      let chunk = try next(atMost: Int(min(judge.left, 64 << 10)), before: end)
      guard !chunk.isEmpty else { throw WebhookRefusal.incomplete }
      judge.read(chunk)
    }
    try judge.finish()
  }

  /// The next bytes of the body; empty where it ends.
  private func next(atMost count: Int, before end: ContinuousClock.Instant) throws -> [UInt8] {
    let left = max(.zero, end - ContinuousClock.now) / .milliseconds(1)
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, Int32(left) + 1) > 0 else { throw WebhookRefusal.incomplete }
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, count in
      count = try FileDescriptor.standardInput.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  /// An answer of a CGI (RFC 3875, 6).
  private func answer(_ status: String, _ reason: String) throws {
    try StandardStreams.print(
      "Status: \(status)\r\nContent-Type: text/plain\r\n\r\n\(reason)")
  }
}
