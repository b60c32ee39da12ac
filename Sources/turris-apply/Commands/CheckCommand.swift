import ArgumentParser
import HostJudging
import PlanRendering

/// `turris-apply check`.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find out whether this machine can run containers, and what to do where not.",
    discussion: """
      Tries what containers need in processes that leave nothing behind, reads what the kernel was built with, and asks the \
      repository's server for its branches. Changes nothing. Exits 1 where something needed is missing.
      """)

  @OptionGroup var options: CheckOptions

  func run() async throws {
    try await FailureDocument.reporting(to: options.output) { try await check() }
  }

  private func check() async throws {
    try requireRoot(for: "check this machine")
    // What is made for a trial on the storage must be removed again.
    Interruption.heed()
    var inspection = try HostInspection(options)
    let findings = judgeHost(try await inspection.account())
    guard !Interruption.wasAsked else { throw CommandFailure("the check was interrupted") }
    let isAble = !findings.contains { $0.level == .needed }
    switch options.output {
    case .json: try OutputFormat.print(json: HostDocument(isAble: isAble, findings: findings))
    case .text: try StandardStreams.print(HostText(findings, style: Terminal.style).text)
    }
    if !isAble { throw ExitStatus.failure }
  }
}
