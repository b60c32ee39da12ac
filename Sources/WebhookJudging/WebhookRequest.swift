/// What a web server says of a request to its CGI (RFC 3875), as far as a forge's web hook needs.
public struct WebhookRequest: Sendable {
  /// `POST`, it should be.
  public var method: String
  /// How many bytes the body has; nil where that is not said, or no number.
  public var length: Int64?
  /// The signatures of the body that were sent, as hexadecimal digits.
  public var signatures: [String]
  /// The secret itself, where it was sent.
  public var tokens: [String]

  /// Reads the variables of a CGI.
  ///
  /// Signatures: `X-Hub-Signature-256: sha256=…` (GitHub, also Gitea and Forgejo), `X-Gitea-Signature: …`. Tokens: `X-Gitlab-Token: …`, and
  /// `Authorization: Bearer …`, one of the few headers that uhttpd hands on (its proc.c).
  public init(variables: [String: String]) {
    func value(_ name: String) -> String? {
      guard let value = variables[name], !value.isEmpty else { return nil }
      return value
    }
    func value(_ name: String, after prefix: String) -> String? {
      guard let value = value(name), value.hasPrefix(prefix) else { return nil }
      return String(value.dropFirst(prefix.count))
    }
    method = variables["REQUEST_METHOD"] ?? ""
    length = value("CONTENT_LENGTH").flatMap { text in
      text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int64(text) : nil
    }
    signatures = [
      value("HTTP_X_HUB_SIGNATURE_256", after: "sha256="), value("HTTP_X_GITEA_SIGNATURE"),
    ].compactMap(\.self)
    tokens = [
      value("HTTP_X_GITLAB_TOKEN"), value("HTTP_AUTHORIZATION", after: "Bearer "),
    ].compactMap(\.self)
  }
}
