import FoundationEssentials

/// Where the program looks for what the router's owner allows; in the sandbox it is the tests' own.
let policyPath = "/etc/turris-apply/policy.yaml"

/// Lets the owner allow what `text` says for as long as `body` takes.
func withPolicy(_ text: String, _ body: () async throws -> Void) async throws {
  try text.write(toFile: policyPath, atomically: false, encoding: .utf8)
  defer { try? FileManager.default.removeItem(atPath: policyPath) }
  try await body()
}
