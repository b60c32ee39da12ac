import ContainerModel

/// What is known of a folder of the repository that was written out: `folder.json` beside its
/// `tree`, written when all else was on the disk.
struct FolderRecord: Codable, Hashable, Sendable {
  static let fileName = "folder.json"
  static let currentVersion = 1

  var formatVersion = currentVersion
  /// The folder's key.
  var key: FolderKey
  /// How many files there are.
  var files: Int64
  /// Bytes of all files together.
  var bytes: Int64
}

extension FolderRecord: LayerRecord {
  func fits(_ name: String) -> Bool { key.description == name }
}
