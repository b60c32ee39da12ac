import SystemPackage

extension DurableDirectory {
  /// Makes the directory, if it is missing, so that root of the host alone can read and write it, and that `group` can pass
  /// through it (0710).
  ///
  /// - Parameter group: the host's number of an unprivileged container's root; nil leaves a directory that is there as it is,
  ///   passable or not, and makes a missing one with mode 0700.
  /// - Parameter synced: as for ``create(permissions:owner:parents:synced:)``.
  /// - Throws: ``FileError``
  public func makePassage(for group: UInt32?, synced: Bool = true) throws(FileError) {
    if let group {
      try create(
        permissions: [.ownerReadWriteExecute, .groupExecute],
        owner: FileOwner(user: 0, group: group), parents: true, synced: synced)
    } else if try !exists() {
      try create(parents: true, synced: synced)
    }
  }
}
