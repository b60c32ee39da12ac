import CLibArchive

/// Makes access control lists of those that stand in an entry as bare extended attributes, which
/// libarchive leaves out.
///
/// They go before those that the entry has in tar's own way (`SCHILY.acl.access`): GNU tar, which
/// with `--xattrs` writes both, names users there without their numbers.
///
/// - Returns: false if an attribute is no access control list as the kernel writes it
///   (linux/posix_acl_xattr.h: version 2, then tag, permissions and id of each entry, all of them
///   little-endian).
func adoptACLs(of entry: OpaquePointer) -> Bool {
  var bare: [(type: Int32, bytes: UnsafeRawBufferPointer)] = []
  archive_entry_xattr_reset(entry)
  var name: UnsafePointer<CChar>?
  var value: UnsafeRawPointer?
  var size = 0
  while archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK, let name {
    guard let type = aclAttributes[String(cString: name)] else { continue }
    bare.append((type, UnsafeRawBufferPointer(start: value, count: size)))
  }
  if bare.isEmpty { return true }
  drop(bare.reduce(0) { $0 | $1.type }, from: entry)
  return bare.allSatisfy { adopt($0.bytes, as: $0.type, of: entry) }
}

/// The extended attributes in which the kernel keeps access control lists.
let aclAttributes = [
  "system.posix_acl_access": ARCHIVE_ENTRY_ACL_TYPE_ACCESS,
  "system.posix_acl_default": ARCHIVE_ENTRY_ACL_TYPE_DEFAULT,
]

/// Takes the lists of some types out; libarchive can only take out all.
private func drop(_ types: Int32, from entry: OpaquePointer) {
  let rest = aclTypes & ~types
  var kept: [ACLEntry] = []
  archive_entry_acl_reset(entry, rest)
  while let next = nextACLEntry(of: entry, rest) { kept.append(next) }
  archive_entry_acl_clear(entry)
  for one in kept {
    archive_entry_acl_add_entry(entry, one.type, one.permissions, one.tag, one.id, nil)
  }
}

/// The lists that Linux's file systems have.
let aclTypes = ARCHIVE_ENTRY_ACL_TYPE_ACCESS | ARCHIVE_ENTRY_ACL_TYPE_DEFAULT

/// One line of an access control list.
struct ACLEntry {
  var type: Int32 = 0
  var permissions: Int32 = 0
  var tag: Int32 = 0
  /// -1 where there is only a name.
  var id: Int32 = -1
}

/// The line that comes next after `archive_entry_acl_reset`; nil after the last.
func nextACLEntry(of entry: OpaquePointer, _ types: Int32) -> ACLEntry? {
  var line = ACLEntry()
  var name: UnsafePointer<CChar>?
  let result = archive_entry_acl_next(
    entry, types, &line.type, &line.permissions, &line.tag, &line.id, &name)
  return result == ARCHIVE_OK ? line : nil
}

private func adopt(_ bytes: UnsafeRawBufferPointer, as type: Int32, of entry: OpaquePointer) -> Bool
{
  guard bytes.count >= 4, bytes.count % 8 == 4, number(in: bytes, at: 0, size: 4) == 2 else {
    return false
  }
  for start in stride(from: 4, to: bytes.count, by: 8) {
    guard let tag = tags[number(in: bytes, at: start, size: 2)] else { return false }
    let permissions = Int32(number(in: bytes, at: start + 2, size: 2) & 7)
    let hasID = tag == ARCHIVE_ENTRY_ACL_USER || tag == ARCHIVE_ENTRY_ACL_GROUP
    let id = hasID ? Int32(truncatingIfNeeded: number(in: bytes, at: start + 4, size: 4)) : -1
    let result = archive_entry_acl_add_entry(entry, type, permissions, tag, id, nil)
    guard result == ARCHIVE_OK else { return false }
  }
  return true
}

/// The tags of linux/posix_acl.h.
private let tags: [UInt32: Int32] = [
  0x01: ARCHIVE_ENTRY_ACL_USER_OBJ, 0x02: ARCHIVE_ENTRY_ACL_USER,
  0x04: ARCHIVE_ENTRY_ACL_GROUP_OBJ, 0x08: ARCHIVE_ENTRY_ACL_GROUP,
  0x10: ARCHIVE_ENTRY_ACL_MASK, 0x20: ARCHIVE_ENTRY_ACL_OTHER,
]

private func number(in bytes: UnsafeRawBufferPointer, at start: Int, size: Int) -> UInt32 {
  bytes[start..<start + size].reversed().reduce(0) { $0 << 8 | UInt32($1) }
}
