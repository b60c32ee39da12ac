/// Why a request is not taken.
public enum WebhookRefusal: Error, Hashable, Sendable, CaseIterable {
  /// Not sent by POST.
  case method
  /// It does not say how long it is.
  case noLength
  /// It is longer than any forge sends.
  case tooLarge
  /// It ended early, or took too long to come.
  case incomplete
  /// Nothing proves who sent it.
  case unsigned
  /// It was sent by somebody else, or changed on the way.
  case wrong

  /// The status of the answer, with its phrase (RFC 9110).
  public var status: String {
    switch self {
    case .method: "405 Method Not Allowed"
    case .noLength: "411 Length Required"
    case .tooLarge: "413 Content Too Large"
    case .incomplete: "400 Bad Request"
    case .unsigned: "401 Unauthorized"
    case .wrong: "403 Forbidden"
    }
  }

  /// Why, in words, for whoever sets it up.
  public var reason: String {
    switch self {
    case .method: "a web hook is sent by POST"
    case .noLength: "the request does not say how long it is"
    case .tooLarge: "the request is longer than \(WebhookJudge.sizeLimit) bytes"
    case .incomplete: "the request did not come to its end"
    case .unsigned: "the request has no signature; set a secret in the forge"
    case .wrong: "the signature is wrong; is the secret the same on both sides?"
    }
  }
}
