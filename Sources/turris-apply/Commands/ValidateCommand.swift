import ArgumentParser
import SpecLoading

/// `turris-apply validate PATH...`.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check specs, offline and as anyone.",
    discussion: "PATH is a spec file or a folder of them.")

  @Option(help: "How to write results: text or json.") var output = OutputFormat.text
  @Argument(help: "Files or folders.") var paths: [String]

  func run() async throws {
    let folder = try SpecFolder(paths: paths)
    let result = await loadSpecs(folder.files, folders: folder.folders)
    switch output {
    case .json:
      try OutputFormat.print(
        json: ValidationDocument(files: folder.files.count, diagnostics: result.diagnostics))
    case .text: try report(result, of: folder)
    }
    if result.containers == nil { throw ExitStatus.failure }
    guard !folder.files.isEmpty else {
      throw CommandFailure("there is no spec here: no file ends in .yaml or .yml")
    }
  }

  private func report(_ result: LoadedSpecs, of folder: SpecFolder) throws {
    SpecReport.complain(result.diagnostics, of: folder.files)
    if let containers = result.containers, !containers.isEmpty {
      let count = containers.count
      try StandardStreams.print("\(count) container\(count == 1 ? "" : "s"), no errors.")
    }
  }
}

/// What `validate --output json` prints.
private struct ValidationDocument: Encodable {
  let formatVersion = "1.0"
  let files: Int
  let diagnostics: [Diagnostic]
}
