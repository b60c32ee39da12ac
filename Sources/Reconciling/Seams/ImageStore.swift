public import ContainerModel

/// Unpacked images and folders of the repository: read-only lowers that containers share.
public protocol ImageStore: Sendable {
  /// The images that are there whole.
  func images() async throws(OperationError) -> Set<ImageKey>

  /// Verifies and unpacks the archive at `path` unless it is there already. Reports bytes read and bytes in all.
  func prepare(
    _ key: ImageKey, archive path: String, progress: @escaping @Sendable (Int64, Int64) -> Void
  ) async throws(OperationError)

  /// The keys of the folders that are written out whole.
  func folders() async throws(OperationError) -> Set<String>

  /// Writes a folder of the repository out unless it is there already.
  func export(_ key: FolderKey, files: [FolderFile]) async throws(OperationError)

  /// What nothing refers to, to be cleared away: images, folders and what killed runs left behind.
  func unused(images: Set<ImageKey>, folders: Set<String>) async throws(OperationError) -> [String]

  /// Clears one of these away; refuses while a process has it mounted.
  func remove(unused name: String) async throws(OperationError)
}
