import LayerStore
import CLibArchive

/// One of libarchive's readers or writers, freed with its owner.
struct ArchiveHandle: ~Copyable {
  let pointer: OpaquePointer
  private let free: (OpaquePointer) -> Int32

  /// Takes what `archive_read_new` or `archive_write_disk_new` made.
  ///
  /// - Throws: ``UnpackFault/system(operation:reason:)`` when there is no memory.
  init(_ made: OpaquePointer?, free: @escaping (OpaquePointer) -> Int32) throws(UnpackFault) {
    guard let made else { throw .system(operation: "prepare libarchive", reason: "no memory") }
    pointer = made
    self.free = free
  }

  deinit {
    // What freeing says is not about the archive: writers are closed by hand before.
    _ = free(pointer)
  }

  /// The error number of the last failure.
  var errorNumber: Int32 { archive_errno(pointer) }

  /// What libarchive says of the last failure; other people's text, made harmless.
  var errorText: String {
    guard let text = archive_error_string(pointer) else { return "libarchive does not say why" }
    return printable(text)
  }
}
