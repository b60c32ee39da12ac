import ContainerModel

/// What is known of an unpacked image: `image.json` beside its `rootfs`, written when all else was
/// on the disk.
struct ImageRecord: Codable, Hashable, Sendable {
  static let fileName = "image.json"
  static let currentVersion = 1

  var formatVersion = currentVersion
  /// The archive's digest.
  var digest: SHA256Digest
  /// The ids that owners were shifted to; nil: as in the archive.
  var mapping: IDRange?
  /// Where the archive was when it was unpacked.
  var source: String
  /// Bytes of the archive.
  var archiveBytes: Int64
  /// Bytes of all files together.
  var unpackedBytes: Int64
  /// Entries of the archive.
  var entries: Int64

  init(key: ImageKey, source: String, reply: UnpackReply) {
    digest = key.digest
    mapping = key.mapping
    self.source = source
    archiveBytes = reply.archiveBytes
    unpackedBytes = reply.unpackedBytes
    entries = reply.entries
  }
}

extension ImageRecord: LayerRecord {
  func fits(_ name: String) -> Bool {
    ImageKey(digest: digest, mapping: mapping).description == name
  }
}
