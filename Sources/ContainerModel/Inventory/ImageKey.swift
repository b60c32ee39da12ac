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

  /// Reads exactly what `description` writes: a directory of another name is no image.
  public init?(_ text: Substring) {
    let parts = text.parts(between: "-", most: 2)
    guard parts.count == 2, parts[0].isHexadecimal(lowerCase: true),
      let digest = SHA256Digest(parts[0]), let ids = MappingKey(parts[1])
    else { return nil }
    self.init(digest: digest, mapping: ids.mapping)
  }
}

extension ImageKey: TextCodable {
  /// `DIGEST-u100000-65536`, or `DIGEST-p`: also the name of its directory.
  public var description: String { "\(digest)-\(MappingKey(mapping))" }
  /// What the value is called in an error message.
  public static var kind: String { "image key" }
}
