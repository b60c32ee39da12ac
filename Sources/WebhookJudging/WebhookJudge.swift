internal import Crypto
public import FoundationEssentials

/// Finds out whether a request comes from who knows the secret. The body passes through and is kept nowhere.
public struct WebhookJudge {
  /// What GitHub sends at most (docs.github.com, "Webhook events and payloads": 25 MB).
  public static let sizeLimit: Int64 = 25 << 20

  private let request: WebhookRequest
  private let secret: SymmetricKey
  private var code: HMAC<SHA256>
  /// How many bytes of the body are still to come.
  public private(set) var left: Int64

  /// Takes up a request.
  /// - Throws: where no body could make it right.
  public init(_ request: WebhookRequest, secret: [UInt8]) throws(WebhookRefusal) {
    guard request.method == "POST" else { throw .method }
    guard let length = request.length else { throw .noLength }
    guard length <= Self.sizeLimit else { throw .tooLarge }
    guard !request.signatures.isEmpty || !request.tokens.isEmpty else { throw .unsigned }
    self.request = request
    self.secret = SymmetricKey(data: secret)
    code = HMAC<SHA256>(key: self.secret)
    left = length
  }

  /// Takes the next bytes of the body.
  public mutating func read(_ bytes: some DataProtocol) {
    code.update(data: bytes)
    left -= Int64(bytes.count)
  }

  /// The verdict, once nothing is left.
  public func finish() throws(WebhookRefusal) {
    guard left == 0 else { throw .incomplete }
    let body = code.finalize()
    let isSigned = request.signatures.contains { signature in
      // This comparison takes the same time whatever is wrong.
      Self.bytes(signature).map { body == $0 } ?? false
    }
    let isKnown = request.tokens.contains { isSecret($0) }
    guard isSigned || isKnown else { throw .wrong }
  }

  /// Compares codes of both under a key that nobody knows: that takes the same time whatever is wrong, and however long it is.
  private func isSecret(_ token: String) -> Bool {
    let key = SymmetricKey(size: .bits256)
    let wanted = secret.withUnsafeBytes { HMAC<SHA256>.authenticationCode(for: $0, using: key) }
    return HMAC<SHA256>.isValidAuthenticationCode(
      wanted, authenticating: Data(token.utf8), using: key)
  }

  /// What hexadecimal digits say; nil where they are none.
  private static func bytes(_ digits: String) -> Data? {
    let digits = Array(digits.utf8)
    guard digits.count == 2 * SHA256.byteCount else { return nil }
    var bytes = Data()
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
