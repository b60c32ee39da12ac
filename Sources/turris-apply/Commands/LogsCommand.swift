import ArgumentParser
import ContainerModel
import DurableFiles
import PlanRendering
import Reconciling
import SystemPackage

/// `turris-apply logs NAME [--follow]`.
struct LogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Show what a container wrote to its console.")

  /// Far above the bound that the console's file is kept to.
  private static let limit: Int64 = 16 << 20

  @OptionGroup var location: LocationOptions
  @Flag(name: .shortAndLong, help: "Go on with what it writes from now on.") var follow = false
  @Argument(help: "The container.") var name: String

  func run() async throws {
    guard let name = ContainerName(name) else {
      throw ValidationError("'\(harmless(name))' is not a container name")
    }
    let file = DurableFile(FilePath(try location.load().runLayout.console(name)))
    guard var shown = try file.readIfPresent(limit: Self.limit) else {
      throw CommandFailure(
        "'\(name)' has written nothing to its console since the machine started, or is not known")
    }
    try write(shown)
    while follow {
      try await Task.sleep(for: .milliseconds(250))
      let now = try file.readIfPresent(limit: Self.limit) ?? []
      // The console's file begins anew when it is full, and at each start.
      try write(now.starts(with: shown) ? Array(now[shown.count...]) : now)
      shown = now
    }
  }

  /// A container's output may hold escape sequences; they do no harm in a file, so only a terminal is spared them.
  private func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    let isTerminal = Terminal.isInteractive
    let text = isTerminal ? Array(Self.printable(bytes).utf8) : bytes
    do {
      try FileDescriptor.standardOutput.writeAll(text)
    } catch {
      throw CommandFailure("failed to write to standard output: \(error)")
    }
  }

  private static func printable(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.filter { $0 != 0x0d }, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map { harmless(String($0)) }
      .joined(separator: "\n")
  }
}
