import Glibc
import Testing

/// What a command of the host prints, without the last line feed.
func shell(_ command: String) throws -> String {
  let stream = try #require(popen(command, "r"))
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = fread(&buffer, 1, buffer.count, stream)
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  pclose(stream)
  if bytes.last == 10 { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}

/// A word of the shell.
func quoted(_ text: String) -> String {
  "'\(text.replacing("'", with: #"'\''"#))'"
}

/// The content of a file of the host, without the last line feed.
func content(_ path: String) throws -> String { try shell("cat \(quoted(path))") }
