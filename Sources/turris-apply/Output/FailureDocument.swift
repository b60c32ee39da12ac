import ArgumentParser

/// What `--output json` prints where there is nothing else to print.
struct FailureDocument: Encodable {
  let formatVersion = "1.0"
  let error: String

  /// Does `body`, and prints its error as JSON too where that is asked for. An exit status alone is no error.
  static func reporting(to output: OutputFormat, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let status as ExitCode {
      throw status
    } catch {
      if output == .json { try OutputFormat.print(json: FailureDocument(error: "\(error)")) }
      throw error
    }
  }
}
