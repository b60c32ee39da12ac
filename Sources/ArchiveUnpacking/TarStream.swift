import LayerStore
import CLibArchive
import Glibc

/// The tar archive inside an archive file: what is left when gzip, xz or zstd is undone.
///
/// Decompression stands apart from the reading of tar, so that every byte of the stream passes
/// through here: the amount is bounded whatever tar makes of it, and nothing can hide behind the
/// end of the archive.
final class TarStream {
  private let file: ArchiveFile
  private let limits: UnpackLimits
  private let handle: ArchiveHandle
  private(set) var bytes: Int64 = 0
  /// How many bytes there are up to and with the last one that is not zero.
  private(set) var significantBytes: Int64 = 0
  /// What stopped the stream where libarchive had to be told of it by a number alone.
  private var fault: UnpackFault?

  /// Starts to read `file`.
  ///
  /// - Throws: ``UnpackFault/format(_:)`` and what reading the file throws.
  init(_ file: ArchiveFile, limits: UnpackLimits) throws(UnpackFault) {
    self.file = file
    self.limits = limits
    handle = try ArchiveHandle(archive_read_new(), free: archive_read_free)
    try support("gzip", archive_read_support_filter_gzip(handle.pointer))
    try support("xz", archive_read_support_filter_xz(handle.pointer))
    try support("zstd", archive_read_support_filter_zstd(handle.pointer))
    try support("plain archives", archive_read_support_format_raw(handle.pointer))
    let opened = archive_read_open(
      handle.pointer, Unmanaged.passUnretained(self).toOpaque(), nil,
      { _, stream, block in
        guard let stream else { return -1 }
        return Unmanaged<TarStream>.fromOpaque(stream).takeUnretainedValue().feed(block)
      }, nil)
    guard opened == ARCHIVE_OK else { throw failure() }
    try openStream()
  }

  private func support(_ what: String, _ result: Int32) throws(UnpackFault) {
    // A warning says that a program would be started to read it.
    guard result == ARCHIVE_OK else {
      throw .system(operation: "read \(what)", reason: "this libarchive was built without it")
    }
  }

  private func openStream() throws(UnpackFault) {
    var entry: OpaquePointer?
    guard archive_read_next_header(handle.pointer, &entry) == ARCHIVE_OK else { throw failure() }
    // The last filter is always the file itself; one more undoes one compression.
    guard archive_filter_count(handle.pointer) <= 2 else {
      throw .format("it is compressed more than once")
    }
  }

  /// Hands libarchive the next block of the file: its size, 0 at the end, or -1.
  private func feed(_ block: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    do {
      guard let bytes = try file.nextBlock() else { return 0 }
      block?.pointee = bytes.baseAddress
      return bytes.count
    } catch {
      fault = error
      return -1
    }
  }

  /// The next block of the tar archive; nil at the end. It is valid until the next call.
  func nextBlock() throws(UnpackFault) -> UnsafeRawBufferPointer? {
    var base: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    while count == 0 {
      switch archive_read_data_block(handle.pointer, &base, &count, &offset) {
      case ARCHIVE_OK: continue
      case ARCHIVE_EOF: return nil
      default: throw failure()
      }
    }
    let block = UnsafeRawBufferPointer(start: base, count: count)
    if !isZero(block), let last = block.lastIndex(where: { $0 != 0 }) {
      significantBytes = bytes + Int64(last) + 1
    }
    bytes += Int64(count)
    try judgeAmount()
    return block
  }

  private func isZero(_ block: UnsafeRawBufferPointer) -> Bool {
    guard block.first == 0, let base = block.baseAddress else { return false }
    // All bytes are as the one before, and the first is zero.
    return memcmp(base, base + 1, block.count - 1) == 0
  }

  private func judgeAmount() throws(UnpackFault) {
    // A tar archive holds more than the files: names, padding, sparse maps.
    let allowed = limits.unpackedBytes + limits.unpackedBytes / 4
    guard bytes <= allowed else {
      throw .exceeded("it holds more than \(limits.unpackedBytes) bytes")
    }
    guard bytes > limits.ratioFloor else { return }
    guard bytes / limits.ratio <= file.bytesRead else {
      throw .exceeded(
        "it grows to more than \(limits.ratio) times its size and more than \(limits.ratioFloor) bytes"
      )
    }
  }

  /// Reads up to the end and sees that nothing but padding comes after tar's end marker.
  ///
  /// - Parameter consumed: how many bytes the reading of tar took, its end marker included.
  func finish(consumed: Int64) throws(UnpackFault) {
    while try nextBlock() != nil {}
    // The marker is two blocks of zeros; one alone is tolerated, as by every tar.
    if significantBytes > consumed - 512 {
      throw .damaged(
        consumed == bytes ? "its end is missing" : "there is something after the end of the archive"
      )
    }
    let compressed = archive_filter_bytes(handle.pointer, archive_filter_count(handle.pointer) - 1)
    guard compressed == file.size else {
      throw .damaged("there is something after the end of the compressed data")
    }
  }

  /// What libarchive's last failure was about.
  private func failure() -> UnpackFault {
    if let fault { return fault }
    // zstd has no number for it.
    if handle.errorNumber == ENOMEM || handle.errorText.contains("memory") {
      return .exceeded("to decompress it takes more than \(limits.memory) bytes of memory")
    }
    return .damaged(handle.errorText)
  }
}
