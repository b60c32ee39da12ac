import LayerStore
import ContainerModel
import struct Crypto.SHA256
import Glibc
import SystemPackage

/// An archive that is read once, from its beginning to its end: the bytes that are hashed are the
/// bytes that are handed on, so that nobody can put others in between.
final class ArchiveFile {
  private static let blockBytes = 128 << 10

  private let file: FileDescriptor
  private let opened: stat
  private let buffer: UnsafeMutableRawBufferPointer
  private var hash = SHA256()
  private(set) var bytesRead: Int64 = 0

  /// Opens the archive.
  ///
  /// - Throws: ``UnpackFault/unreadable(_:)``, ``UnpackFault/notAFile(_:)``, ``UnpackFault/empty``
  init(path: String) throws(UnpackFault) {
    do {
      // A fifo without a writer must not block.
      file = try .open(FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
    } catch {
      throw .unreadable(reason(error))
    }
    do {
      opened = try Self.status(of: file)
      try Self.judge(opened)
    } catch {
      try? file.close()  // The fault at hand is the one to report.
      throw error
    }
    buffer = .allocate(byteCount: Self.blockBytes, alignment: 4096)
  }

  deinit {
    buffer.deallocate()
    try? file.close()  // Nothing was written.
  }

  /// The archive's size in bytes when it was opened.
  var size: Int64 { Int64(opened.st_size) }

  /// Reads the next block; nil at the end of the file. The block is valid until the next call.
  ///
  /// - Throws: ``UnpackFault/unreadable(_:)``, ``UnpackFault/changed``
  func nextBlock() throws(UnpackFault) -> UnsafeRawBufferPointer? {
    let count: Int
    do {
      count = try file.read(into: buffer)
    } catch {
      throw .unreadable(reason(error))
    }
    guard count > 0 else { return nil }
    bytesRead += Int64(count)
    // A file that grows for ever is not followed.
    guard bytesRead <= size else { throw .changed }
    let block = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    hash.update(bufferPointer: block)
    return block
  }

  /// Reads what is left and compares the digest of all bytes.
  ///
  /// - Throws: ``UnpackFault/digestMismatch(expected:actual:)``, ``UnpackFault/changed``,
  ///   ``UnpackFault/unreadable(_:)``
  func verify(_ expected: SHA256Digest) throws(UnpackFault) {
    while try nextBlock() != nil {}
    let digits = hash.finalize().map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }
    guard let actual = SHA256Digest(digits.joined()) else {
      throw .system(operation: "hash the archive", reason: "the digest has no 32 bytes")
    }
    if actual == expected { return }
    let now = try Self.status(of: file)
    guard bytesRead == size, now.st_size == opened.st_size,
      now.st_mtim.tv_sec == opened.st_mtim.tv_sec, now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
    else { throw .changed }
    throw .digestMismatch(expected: expected, actual: actual)
  }

  private static func status(of file: FileDescriptor) throws(UnpackFault) -> stat {
    var status = stat()
    guard fstat(file.rawValue, &status) == 0 else {
      throw .unreadable(reason(Errno(rawValue: errno)))
    }
    return status
  }

  private static func judge(_ status: stat) throws(UnpackFault) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .notAFile("a directory")
    case S_IFIFO: throw .notAFile("a fifo")
    case S_IFSOCK: throw .notAFile("a socket")
    default: throw .notAFile("a device")
    }
    guard status.st_size > 0 else { throw .empty }
  }
}
