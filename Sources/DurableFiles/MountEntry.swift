public import SystemPackage

/// One line of `/proc/PID/mountinfo` (proc_pid_mountinfo(5)).
public struct MountEntry: Hashable, Sendable {
  /// Major and minor number of the file system, as in `8:1`.
  public let device: String
  /// Which directory of the file system is mounted.
  public let root: FilePath
  /// Where, seen from the root directory of the process.
  public let mountPoint: FilePath
  /// Options of this mount alone: `ro`, `nosuid`.
  public let flags: [Substring]
  /// `ext4`, `overlay`…
  public let type: String
  /// What is mounted: `/dev/sda1`, or what the file system calls itself.
  public let source: String
  /// The file system's own options, not unescaped: `lowerdir=/a:/b`.
  public let options: [Substring]

  /// Whether a line may speak of one of `places`; much cheaper than to read all of it.
  static func mayBeMounted(_ line: String, at places: Set<String>) -> Bool {
    let words = line.parts(by: " ", maxSplits: 5, keepingEmpty: true)
    guard words.count == 6 else { return true }
    return words[4].utf8.contains(UInt8(ascii: "\\")) || places.contains(String(words[4]))
  }

  /// Reads a line, or returns `nil` if it is none.
  init?(line: String) {
    let words = line.parts(by: " ", keepingEmpty: true)
    guard let separator = words.firstIndex(of: "-"), separator >= 6, words.count > separator + 3
    else { return nil }
    device = String(words[2])
    root = FilePath(unescapingOctal: words[3])
    mountPoint = FilePath(unescapingOctal: words[4])
    flags = words[5].parts(by: ",")
    type = String(words[separator + 1])
    source = FilePath(unescapingOctal: words[separator + 2]).string
    options = words[separator + 3].parts(by: ",")
  }

  /// The directories that an overlay consists of, seen from where it was mounted.
  public var layers: [FilePath] {
    guard type == "overlay" else { return [] }
    return options.flatMap { option -> [FilePath] in
      guard let equals = option.firstIndex(of: "=") else { return [] }
      let value = option[option.index(after: equals)...]
      switch option[..<equals] {
      case "upperdir", "workdir", "lowerdir+", "datadir+":
        return [FilePath(unescapingOctal: value)]
      case "lowerdir":
        return value.parts(by: ":").map { FilePath(unescapingOctal: $0) }
      default:
        return []
      }
    }
  }
}

extension FilePath {
  /// The kernel writes blanks, backslashes and a few others as `\ooo`.
  fileprivate init(unescapingOctal text: Substring) {
    guard text.utf8.contains(UInt8(ascii: "\\")) else {
      self.init(String(text))
      return
    }
    var bytes: [CChar] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(CChar(bitPattern: value))
        rest = rest.dropFirst(3)
      } else {
        bytes.append(CChar(bitPattern: byte))
      }
    }
    self = (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { FilePath(platformString: $0) } ?? FilePath("")
    }
  }
}
