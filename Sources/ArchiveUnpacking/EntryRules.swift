import LayerStore
import CLibArchive
import ContainerModel
import Glibc

/// What an archive for a root file system may hold. Everything else is refused, never made
/// harmless in silence: who wrote the archive meant something by it.
struct EntryRules {
  private let limits: UnpackLimits
  private let mapping: IDRange?
  /// Entries judged so far.
  private(set) var entries: Int64 = 0
  /// Bytes of the files judged so far, holes included.
  private(set) var unpackedBytes: Int64 = 0

  init(limits: UnpackLimits, mapping: IDRange?) {
    self.limits = limits
    self.mapping = mapping
  }

  /// Judges one entry by its header, and puts its access control lists in order.
  ///
  /// - Throws: ``UnpackFault/refused(entry:reason:)``, ``UnpackFault/exceeded(_:)``
  mutating func judge(_ entry: OpaquePointer) throws(UnpackFault) {
    entries += 1
    guard entries <= limits.entries else {
      throw .exceeded("it has more than \(limits.entries) entries")
    }
    guard let path = archive_entry_pathname(entry) else {
      throw .damaged("entry \(entries) has no name")
    }
    try judgeSize(of: entry)
    do {
      let depth = try judge(path: path)
      try judgeType(of: entry, isRoot: depth == 0)
      try judgeIDs(of: entry)
      try judgeAttributes(of: entry)
      try judgeACL(of: entry)
    } catch {
      throw .refused(entry: printable(path), reason: error.reason)
    }
  }

  private mutating func judgeSize(of entry: OpaquePointer) throws(UnpackFault) {
    let (sum, overflows) = unpackedBytes.addingReportingOverflow(archive_entry_size(entry))
    guard archive_entry_size(entry) >= 0, !overflows, sum <= limits.unpackedBytes else {
      throw .exceeded("it holds more than \(limits.unpackedBytes) bytes")
    }
    unpackedBytes = sum
  }

  /// Judges a path, and says how many names it has that count: none for the root directory.
  private func judge(path: UnsafePointer<CChar>) throws(Refusal) -> Int64 {
    let bytes = UnsafeRawBufferPointer(start: path, count: strlen(path))
    if bytes.isEmpty { throw Refusal("it has no name") }
    if bytes.first == slash { throw Refusal("its path is absolute") }
    if bytes.count > limits.pathBytes {
      throw Refusal("its path is longer than \(limits.pathBytes) bytes")
    }
    var depth: Int64 = 0
    for name in bytes.split(separator: slash) where !name.elementsEqual(".".utf8) {
      if name.elementsEqual("..".utf8) { throw Refusal("its path has '..' in it") }
      if name.starts(with: ".wh.".utf8) {
        throw Refusal("'.wh.' marks what a layer of an image removes, and this is a whole image")
      }
      if name.count > limits.nameBytes {
        throw Refusal("a name in it is longer than \(limits.nameBytes) bytes")
      }
      depth += 1
    }
    if depth > limits.depth { throw Refusal("it is deeper than \(limits.depth) directories") }
    return depth
  }

  private func judgeType(of entry: OpaquePointer, isRoot: Bool) throws(Refusal) {
    if let link = archive_entry_hardlink(entry) {
      if isRoot { throw Refusal("the root of the archive is no directory") }
      do {
        _ = try judge(path: link)
      } catch {
        throw Refusal("of the file that it is a hard link to: \(error.reason)")
      }
      return
    }
    let type = archive_entry_filetype(entry)
    if isRoot, type != S_IFDIR { throw Refusal("the root of the archive is no directory") }
    switch type {
    case S_IFREG, S_IFDIR, S_IFLNK, S_IFIFO: break
    case S_IFCHR, S_IFBLK:
      throw Refusal(
        "it is a device, and a container gets its devices from LXC; leave them out (tar --exclude='./dev/*')"
      )
    default: throw Refusal("it is neither file, directory, link nor fifo")
    }
  }

  private func judgeIDs(of entry: OpaquePointer) throws(Refusal) {
    try judge(id: archive_entry_uid(entry), "its owner")
    try judge(id: archive_entry_gid(entry), "its group")
  }

  private func judge(id: Int64, _ whose: String) throws(Refusal) {
    // The highest number means "no id" to the kernel.
    let count = mapping.map { Int64($0.count) } ?? Int64(UInt32.max)
    guard id >= 0, id < count else {
      throw Refusal("\(whose) is \(id), and a container has the ids 0 to \(count - 1)")
    }
  }

  private func judgeAttributes(of entry: OpaquePointer) throws(Refusal) {
    var set: UInt = 0
    var clear: UInt = 0
    archive_entry_fflags(entry, &set, &clear)
    // FS_IMMUTABLE_FL and FS_APPEND_FL of linux/fs.h; the others are hints and are not kept.
    if set & 0x30 != 0 { throw Refusal("it is immutable or append-only, and could not be removed") }

    archive_entry_xattr_reset(entry)
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    while archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK, let name {
      let text = String(cString: name)
      if text == "security.capability" || aclAttributes[text] != nil { continue }
      if text.hasPrefix("user."), !text.hasPrefix("user.overlay.") { continue }
      throw Refusal(
        "its extended attribute '\(printable(name))' has no meaning in a container's image")
    }
  }

  private func judgeACL(of entry: OpaquePointer) throws(Refusal) {
    guard adoptACLs(of: entry) else {
      throw Refusal("its access control list makes no sense")
    }
    let nfs4 =
      ARCHIVE_ENTRY_ACL_TYPE_ALLOW | ARCHIVE_ENTRY_ACL_TYPE_DENY | ARCHIVE_ENTRY_ACL_TYPE_AUDIT
      | ARCHIVE_ENTRY_ACL_TYPE_ALARM
    if archive_entry_acl_types(entry) & nfs4 != 0 {
      throw Refusal("its access control list is of NFSv4, which Linux's file systems don't have")
    }
    archive_entry_acl_reset(entry, aclTypes)
    while let line = nextACLEntry(of: entry, aclTypes) {
      guard line.tag == ARCHIVE_ENTRY_ACL_USER || line.tag == ARCHIVE_ENTRY_ACL_GROUP else {
        continue
      }
      if line.id == -1 {
        throw Refusal(
          "its access control list names somebody without the number; make the archive with bsdtar, "
            + "or with tar --xattrs --xattrs-include='*'")
      }
      try judge(id: Int64(UInt32(bitPattern: line.id)), "an id in its access control list")
    }
  }
}

private let slash = UInt8(ascii: "/")

/// Why an entry is refused, before its name is known to the message.
private struct Refusal: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
