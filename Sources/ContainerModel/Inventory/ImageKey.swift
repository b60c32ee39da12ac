/// Names an unpacked image: whose bytes, and whose ids its files have.
public struct ImageKey: Hashable, Sendable, Comparable {
  /// Digest of the archive.
  public let digest: SHA256Digest
  /// The ids its files were shifted to; nil: as in the archive, for privileged containers.
  public let mapping: IDRange?

  /// Makes a key.
  public init(digest: SHA256Digest, mapping: IDRange?) {
    self.digest = digest
    self.mapping = mapping
  }

  /// Orders by text.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }

  /// Reads what `description` writes.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 2, let digest = SHA256Digest(parts[0]) else { return nil }
    self.digest = digest
    if parts.count == 2, parts[1] == "p" {
      mapping = nil
    } else if parts.count == 3, parts[1].first == "u",
      let first = Int64(digits: parts[1].dropFirst()).flatMap(UInt32.init(exactly:)),
      let count = Int64(digits: parts[2]).flatMap(UInt32.init(exactly:)),
      let range = IDRange(first: first, count: count)
    {
      mapping = range
    } else {
      return nil
    }
  }
}

extension ImageKey: TextCodable {
  /// `DIGEST-u100000-65536`, or `DIGEST-p`: also the name of its directory.
  public var description: String {
    "\(digest)-" + (mapping.map { "u\($0.first)-\($0.count)" } ?? "p")
  }
  /// What the value is called in an error message.
  public static var kind: String { "image key" }
}
