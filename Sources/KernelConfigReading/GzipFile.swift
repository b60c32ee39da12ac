import CLibZ
import Glibc
import SystemPackage

/// A file that may be packed with gzip; one that is not is read as it is (zlib.h, `gzread`).
struct GzipFile: ~Copyable {
  private let file: gzFile
  private let name: String

  /// - Parameter descriptor: stays open, and is read from where it stands.
  init(_ descriptor: FileDescriptor, name: String) throws {
    let copy = try descriptor.duplicate()
    guard let file = gzdopen(copy.rawValue, "rb") else {
      try copy.close()
      throw KernelConfigFault(name, "out of memory")
    }
    self.file = file
    self.name = name
  }

  deinit {
    // What it says of the end is asked before.
    _ = gzclose_r(file)
  }

  /// All of it.
  ///
  /// - Throws: ``KernelConfigFault``, also where it is longer than `limit` bytes.
  func read(limit: Int) throws(KernelConfigFault) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let room = min(1 << 16, limit + 1 - bytes.count)
      guard room > 0 else {
        throw KernelConfigFault(name, "it is longer than \(limit >> 20) MiB")
      }
      var count: Int32 = 0
      bytes += [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        count = gzread(file, buffer.baseAddress, UInt32(room))
        filled = max(0, Int(count))
      }
      var code: Int32 = Z_OK
      let text = gzerror(file, &code)
      // A file that ends in the middle is told only here (zlib.h, `gzread`: Z_BUF_ERROR).
      guard count >= 0, code == Z_OK || code == Z_STREAM_END else {
        let reason = code == Z_ERRNO ? strerror(errno) : UnsafeMutablePointer(mutating: text)
        throw KernelConfigFault(
          name, "it is damaged: \(reason.map { String(cString: $0) } ?? "unknown")")
      }
      if count == 0 { return bytes }
    }
  }
}
