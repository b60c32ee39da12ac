import LayerStore
import CLibArchive

/// The entries of a tar archive, one after the other.
final class TarReader {
  private let stream: TarStream
  private let handle: ArchiveHandle
  private var fault: UnpackFault?

  /// Starts to read the archive in `stream`.
  ///
  /// - Throws: ``UnpackFault/format(_:)`` and what `stream` throws.
  init(_ stream: TarStream) throws(UnpackFault) {
    self.stream = stream
    handle = try ArchiveHandle(archive_read_new(), free: archive_read_free)
    guard archive_read_support_format_tar(handle.pointer) == ARCHIVE_OK else {
      throw .system(operation: "read tar", reason: handle.errorText)
    }
    let opened = archive_read_open(
      handle.pointer, Unmanaged.passUnretained(self).toOpaque(), nil,
      { _, reader, block in
        guard let reader else { return -1 }
        return Unmanaged<TarReader>.fromOpaque(reader).takeUnretainedValue().feed(block)
      }, nil)
    guard opened == ARCHIVE_OK else { throw failure() }
  }

  /// Hands libarchive the next block of the stream: its size, 0 at the end, or -1.
  private func feed(_ block: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    do {
      guard let bytes = try stream.nextBlock() else { return 0 }
      block?.pointee = bytes.baseAddress
      return bytes.count
    } catch {
      fault = error
      return -1
    }
  }

  /// The next entry, which libarchive owns and which is valid until the next call; nil at the
  /// archive's end.
  func next() throws(UnpackFault) -> OpaquePointer? {
    var entry: OpaquePointer?
    switch archive_read_next_header(handle.pointer, &entry) {
    case ARCHIVE_OK: break
    case ARCHIVE_EOF:
      try stream.finish(consumed: archive_filter_bytes(handle.pointer, 0))
      return nil
    case ARCHIVE_WARN where isConversion: break
    default: throw failure()
    }
    guard let entry else { throw failure() }
    return entry
  }

  /// Whether the last warning is that a name is not of the locale's character set.
  ///
  /// In the locale "C", in which the worker runs, libarchive then keeps the name's bytes as they
  /// are: just what is wanted. In an UTF-8 locale it would compose decomposed characters, and so
  /// change names.
  private var isConversion: Bool {
    guard let text = archive_error_string(handle.pointer) else { return false }
    return String(cString: text).hasSuffix("can't be converted from UTF-8 to current locale.")
  }

  /// The next block of the entry's data and where in the file it belongs; nil at the data's end.
  func nextBlock() throws(UnpackFault) -> (bytes: UnsafeRawBufferPointer, offset: Int64)? {
    var base: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    switch archive_read_data_block(handle.pointer, &base, &count, &offset) {
    case ARCHIVE_OK: return (UnsafeRawBufferPointer(start: base, count: count), offset)
    case ARCHIVE_EOF: return nil
    default: throw failure()
    }
  }

  /// What libarchive's last failure was about.
  private func failure() -> UnpackFault {
    if let fault { return fault }
    if archive_format(handle.pointer) == 0 { return .format("it is not a tar archive") }
    return .damaged(handle.errorText)
  }
}
