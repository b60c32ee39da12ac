import LayerStore
import CLinux
import ContainerModel
import Glibc
import SystemPackage

/// Unpacks an archive and sees that its digest is right.
///
/// Confines the calling process to the target for good: it is for worker processes only. When it
/// throws, what is in the target is worthless.
///
/// - Parameters:
///   - request: what to unpack, and where.
///   - report: is told how far it is, at most every MiB of the archive and at its end; stops the work by throwing.
/// - Returns: what was unpacked, once it has reached the disk.
func unpack(
  _ request: UnpackRequest, report: (UnpackProgress) throws -> Void
) throws(UnpackFault) -> UnpackReply {
  let memory = try PeakMemory()
  let file = try ArchiveFile(path: request.archive)
  try confine(to: request.target, mapping: request.mapping, memory: request.limits.memory)
  var rules = EntryRules(limits: request.limits, mapping: request.mapping)
  do {
    try unpackEntries(of: file, rules: &rules, limits: request.limits, report: report)
  } catch {
    // Of an archive that is another one than was meant, only that is worth a word.
    if error.blamesArchive { try file.verify(request.digest) }
    throw error
  }
  try file.verify(request.digest)
  try syncRoot()
  try tell(report, file)
  return try UnpackReply(
    archiveBytes: file.size, unpackedBytes: rules.unpackedBytes, entries: rules.entries,
    peakMemory: memory.bytes())
}

private func unpackEntries(
  of file: ArchiveFile, rules: inout EntryRules, limits: UnpackLimits,
  report: (UnpackProgress) throws -> Void
) throws(UnpackFault) {
  let reader = try TarReader(TarStream(file, limits: limits))
  let writer = try RootWriter()
  var reported: Int64 = 0
  func reportOnceInAWhile() throws(UnpackFault) {
    guard file.bytesRead - reported >= 1 << 20 || reported == 0 else { return }
    reported = file.bytesRead
    try tell(report, file)
  }
  while let entry = try reader.next() {
    try rules.judge(entry)
    try writer.write(entry, from: reader, afterBlock: reportOnceInAWhile)
    try reportOnceInAWhile()
  }
  if rules.entries == 0 { throw .damaged("it has no entries") }
  try writer.close()
}

private func tell(
  _ report: (UnpackProgress) throws -> Void, _ file: ArchiveFile
) throws(UnpackFault) {
  do {
    try report(UnpackProgress(read: file.bytesRead, total: file.size))
  } catch {
    throw .abandoned
  }
}

/// One call for the whole tree: syncing each file by itself takes many times as long.
private func syncRoot() throws(UnpackFault) {
  do {
    let root = try FileDescriptor.open("/", .readOnly, options: [.directory, .closeOnExec])
    let result = clinux_syncfs(root.rawValue)
    let number = errno
    try root.close()
    guard result != 0 else { return }
    if number == ENOSPC || number == EDQUOT { throw UnpackFault.noSpace("space is") }
    throw UnpackFault.system(operation: "write the files to disk", reason: reason(number))
  } catch let fault as UnpackFault {
    throw fault
  } catch {
    throw .system(operation: "write the files to disk", reason: reason(error))
  }
}
