import FoundationEssentials
import Subprocess
import Testing
import WebhookJudging

@Suite("A web hook is taken from who knows the secret")
struct WebhookJudgeTests {
  /// With line breaks and zeros, as no shell variable can hold it.
  private static let body = Array("{\"ref\":\n\"refs/heads/main\"}\u{0}\r\n".utf8) + [0xff, 0x00]
  private static let secret = "it is one"

  /// What openssl makes of it.
  private static func signature() async throws -> String {
    let result = try await Subprocess.run(
      .name("openssl"), arguments: ["dgst", "-sha256", "-hmac", secret, "-r"],
      input: .array(body), output: .string(limit: 1000), error: .discarded)
    return String(result.standardOutput.prefix { $0 != " " })
  }

  private func refusal(
    _ headers: [String: String], method: String = "POST", length: String? = nil,
    body: [UInt8] = Self.body
  ) -> WebhookRefusal? {
    var variables = headers
    variables["REQUEST_METHOD"] = method
    variables["CONTENT_LENGTH"] = length ?? "\(Self.body.count)"
    do throws(WebhookRefusal) {
      var judge = try WebhookJudge(
        WebhookRequest(variables: variables), secret: Array(Self.secret.utf8))
      for part in [body.prefix(5), body.dropFirst(5)] { judge.read(Array(part)) }
      try judge.finish()
      return nil
    } catch {
      return error
    }
  }

  @Test("by the signatures and tokens of GitHub, Gitea, GitLab, and by a bearer's token")
  func right() async throws {
    let signature = try await Self.signature()
    #expect(signature.count == 64)
    for headers in [
      ["HTTP_X_HUB_SIGNATURE_256": "sha256=\(signature)"], ["HTTP_X_GITEA_SIGNATURE": signature],
      ["HTTP_X_GITEA_SIGNATURE": signature.uppercased()],
      ["HTTP_X_GITLAB_TOKEN": Self.secret], ["HTTP_AUTHORIZATION": "Bearer \(Self.secret)"],
    ] {
      #expect(refusal(headers) == nil, "\(headers)")
    }
    var changed = Self.body
    changed[changed.count - 1] = 1
    #expect(
      refusal(["HTTP_X_HUB_SIGNATURE_256": "sha256=\(signature)"], body: changed) == .wrong)
    #expect(refusal(["HTTP_X_HUB_SIGNATURE_256": "sha1=\(signature)"]) == .unsigned)
    let head = ["HTTP_X_GITEA_SIGNATURE": String(signature.dropLast(2))]
    #expect(refusal(head) == .wrong)
  }

  @Test(
    "and from nobody else",
    arguments: [
      ["HTTP_X_GITLAB_TOKEN": "it is on"], ["HTTP_X_GITLAB_TOKEN": "it is one "],
      ["HTTP_AUTHORIZATION": "Bearer "], ["HTTP_AUTHORIZATION": "Bearer it"],
      ["HTTP_X_HUB_SIGNATURE_256": "sha256=" + String(repeating: "0", count: 64)],
      ["HTTP_X_HUB_SIGNATURE_256": "sha256=" + String(repeating: "é", count: 32)],
      ["HTTP_X_GITEA_SIGNATURE": "zz"], ["HTTP_X_GITLAB_TOKEN": ""], [:],
    ])
  func wrong(headers: [String: String]) {
    let refusal = refusal(headers)
    #expect(refusal == .wrong || refusal == .unsigned, "\(headers)")
  }

  @Test("nor what is no whole request")
  func requests() {
    let token = ["HTTP_X_GITLAB_TOKEN": Self.secret]
    #expect(refusal(token, method: "GET") == .method)
    #expect(refusal(token, method: "post") == .method)
    for length in ["", "-1", "x", "1e3", "99999999999999999999"] {
      #expect(refusal(token, length: length) == .noLength, "\(length)")
    }
    #expect(refusal(token, length: "\(WebhookJudge.sizeLimit + 1)") == .tooLarge)
    #expect(refusal(token, length: "\(Self.body.count + 1)") == .incomplete)
  }
}
