internal import DurableFiles
internal import Glibc
internal import NoticeSending
internal import SystemPackage

/// A file of lines for a request's header, `Name: value` each, most of them secret: its errors name lines by number alone.
struct HeaderFile {
  private static let limit: Int64 = 64 << 10

  let path: String

  /// The lines; empty ones, and those that begin with `#`, are left out.
  /// - Throws: also where others than its owner can read it.
  func lines() throws(NoticeError) -> [String] {
    let text = String(decoding: try bytes(), as: UTF8.self)
    var lines: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        line[..<colon].utf8.allSatisfy(Self.isOfName),
        line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 })
      else {
        throw NoticeError("line \(index + 1) of '\(path)' is no header; write Name: value")
      }
      lines.append(String(line))
    }
    return lines
  }

  private func bytes() throws(NoticeError) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw NoticeError("failed to read '\(path)': \(String(cString: strerror(errno)))")
    }
    guard status.st_uid == 0, status.st_mode & 0o077 == 0 else {
      throw NoticeError(
        "'\(path)' holds secrets and can be read by others than root; run: chown root '\(path)' && chmod 600 '\(path)'"
      )
    }
    do throws(FileError) {
      return try DurableFile(FilePath(path)).read(limit: Self.limit)
    } catch {
      throw NoticeError(error.description)
    }
  }

  /// RFC 9110, 5.6.2: a token.
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
