/// How much of a commit is taken.
enum TreeLimits {
  /// Folders within folders.
  static let depth = 64
  /// Entries of the folder of specs, or of one that a spec uses, with all below it.
  static let entries: Int64 = 10_000
  /// Entries of the whole commit.
  static let allEntries: Int64 = 100_000
  /// Bytes of the git object that lists one folder.
  static let folderObject: Int64 = 8 << 20
  /// Bytes of one spec.
  static let spec: Int64 = 256 << 10
  /// Bytes of all specs.
  static let allSpecs: Int64 = 64 << 20
  /// Bytes of one file of a folder that a spec uses.
  static let file: Int64 = 4 << 20
  /// Bytes of all files of such a folder.
  static let allFiles: Int64 = 64 << 20
  /// How many refusals one error lists.
  static let refusals = 20
}
