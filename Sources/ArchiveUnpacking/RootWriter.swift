import LayerStore
import CLibArchive
import CLinux
import Glibc

/// Writes entries below the root directory of the process, which must be confined to it
/// (``confine(to:mapping:memory:)``).
final class RootWriter {
  private let handle: ArchiveHandle
  /// When the root directory was changed last, if the archive says so: libarchive leaves it out.
  private var rootTime: timespec?
  /// A directory that gets an access control list at the end.
  private var directoryWithACL: (path: String, types: Int32)?

  /// - Throws: ``UnpackFault/system(operation:reason:)``
  init() throws(UnpackFault) {
    // Directories that an archive implies without naming them get 0755.
    umask(0o022)
    handle = try ArchiveHandle(archive_write_disk_new(), free: archive_write_free)
    // The kernel keeps the process in the root directory and follows no symbolic link there. The
    // SECURE flags say the same once more, by libarchive's own means. Owners are numbers: without
    // a lookup function libarchive ignores the names. Zeros become holes: flash is not worn out by
    // them. UNLINK is not among the flags: with it libarchive removes a link that is in the way of a
    // path, where the archive is to be refused.
    let flags =
      ARCHIVE_EXTRACT_OWNER | ARCHIVE_EXTRACT_PERM | ARCHIVE_EXTRACT_TIME | ARCHIVE_EXTRACT_ACL
      | ARCHIVE_EXTRACT_XATTR | ARCHIVE_EXTRACT_SPARSE
      | ARCHIVE_EXTRACT_SECURE_SYMLINKS | ARCHIVE_EXTRACT_SECURE_NODOTDOT
      | ARCHIVE_EXTRACT_SECURE_NOABSOLUTEPATHS
    guard archive_write_disk_set_options(handle.pointer, flags) == ARCHIVE_OK else {
      throw .system(operation: "prepare libarchive", reason: handle.errorText)
    }
  }

  /// Writes one entry with all its data, which `reader` stands at.
  ///
  /// - Parameter afterBlock: called after each block of data.
  /// - Throws: ``UnpackFault/noSpace(_:)``, ``UnpackFault/unwritable(entry:reason:)``,
  ///   ``UnpackFault/refused(entry:reason:)``, and what reading throws.
  func write(
    _ entry: OpaquePointer, from reader: TarReader, afterBlock: () throws(UnpackFault) -> Void
  ) throws(UnpackFault) {
    let isHardLink = archive_entry_hardlink(entry) != nil
    try judgeWhatIsThere(entry, isHardLink: isHardLink)
    // A warning is a failure too: it says that something of the entry is not as in the archive.
    guard archive_write_header(handle.pointer, entry) == ARCHIVE_OK else { throw failure(entry) }
    while let block = try reader.nextBlock() {
      let result = archive_write_data_block(
        handle.pointer, block.bytes.baseAddress, block.bytes.count, block.offset)
      guard result == ARCHIVE_OK else { throw failure(entry) }
      try afterBlock()
    }
    guard archive_write_finish_entry(handle.pointer) == ARCHIVE_OK else { throw failure(entry) }
    try seeToWhatLibarchiveLeavesOut(of: entry)
  }

  private func seeToWhatLibarchiveLeavesOut(of entry: OpaquePointer) throws(UnpackFault) {
    // In these types the three entries that the mode consists of don't count.
    let types = archive_entry_acl_types(entry)
    guard let path = archive_entry_pathname(entry) else { return }
    if String(cString: path).allSatisfy({ $0 == "." || $0 == "/" }) {
      rootTime = timespec(
        tv_sec: archive_entry_mtime(entry), tv_nsec: archive_entry_mtime_nsec(entry))
    }
    if types == 0 { return }
    if archive_entry_filetype(entry) == S_IFDIR {
      directoryWithACL = (String(cString: path), types)
    } else {
      try judgeACL(isKeptBy: path, types)
    }
  }

  /// Sets what had to wait for the last entry: times and modes of directories.
  func close() throws(UnpackFault) {
    guard archive_write_close(handle.pointer) == ARCHIVE_OK else {
      throw failure(entry: "directories")
    }
    if let rootTime {
      guard utimensat(AT_FDCWD, "/", [rootTime, rootTime], 0) == 0 else {
        throw .unwritable(entry: ".", reason: reason(errno))
      }
    }
    if let directoryWithACL {
      try judgeACL(isKeptBy: directoryWithACL.path, directoryWithACL.types)
    }
  }

  /// A later entry may replace an earlier one, as ever with tar, but only by its like: a directory
  /// in the place of a link, or a link in the place of a directory, changes what other paths mean.
  private func judgeWhatIsThere(
    _ entry: OpaquePointer, isHardLink: Bool
  ) throws(UnpackFault) {
    var there = stat()
    guard let path = archive_entry_pathname(entry), lstat(path, &there) == 0 else { return }
    let old = there.st_mode & S_IFMT
    let new = isHardLink ? S_IFREG : archive_entry_filetype(entry)
    guard old != new else { return }
    throw .refused(entry: printable(path), reason: "an earlier entry put something else there")
  }

  /// libarchive leaves access control lists out without a word where it was built without them.
  private func judgeACL(
    isKeptBy path: UnsafePointer<CChar>, _ types: Int32
  ) throws(UnpackFault) {
    for (attribute, type) in aclAttributes where types & type != 0 {
      guard clinux_has_attribute(path, attribute) == 0 else {
        throw .unwritable(
          entry: printable(path), reason: "its access control list is lost (\(reason(errno)))")
      }
    }
  }

  private func failure(_ entry: OpaquePointer) -> UnpackFault {
    failure(entry: archive_entry_pathname(entry).map { printable($0) } ?? "")
  }

  private func failure(entry: String) -> UnpackFault {
    let number = handle.errorNumber
    if number == ENOSPC || number == EDQUOT {
      return .noSpace(rootIsOutOfInodes ? "inodes are" : "space is")
    }
    let text = handle.errorText
    if number == ELOOP || text.contains("through symlink") {
      return .refused(entry: entry, reason: "its path leads through a symbolic link")
    }
    return .unwritable(entry: entry, reason: text)
  }
}

/// Whether the file system of the root directory has room, but no inode, for another file.
private var rootIsOutOfInodes: Bool {
  var state = statvfs()
  return statvfs("/", &state) == 0 && state.f_files > 0 && state.f_ffree == 0
}
