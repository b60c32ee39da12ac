/// Writes tar archives byte by byte, also such as no honest program writes (POSIX ustar and pax).
struct TarArchive: Sendable {
  /// An entry; the fields are those of the header.
  struct Entry: Sendable {
    var name: [UInt8]
    var type: Character = "0"
    var mode = 0o644
    var user: Int64 = 0
    var group: Int64 = 0
    var link = ""
    var data: [UInt8] = []
    var device: (major: Int, minor: Int) = (0, 0)
    /// Extended headers: names and values.
    var extended: [(String, [UInt8])] = []

    static func file(_ name: String, _ text: String = "text\n", mode: Int = 0o644) -> Entry {
      Entry(name: Array(name.utf8), mode: mode, data: Array(text.utf8))
    }
    static func directory(_ name: String, mode: Int = 0o755) -> Entry {
      Entry(name: Array(name.utf8), type: "5", mode: mode)
    }
    static func symlink(_ name: String, to target: String) -> Entry {
      Entry(name: Array(name.utf8), type: "2", mode: 0o777, link: target)
    }
    static func hardLink(_ name: String, to target: String) -> Entry {
      Entry(name: Array(name.utf8), type: "1", link: target)
    }
    static func special(_ name: String, _ type: Character, _ major: Int, _ minor: Int) -> Entry {
      Entry(name: Array(name.utf8), type: type, device: (major, minor))
    }
    /// The same with an extended attribute.
    func attribute(_ name: String, _ value: [UInt8]) -> Entry {
      var entry = self
      entry.extended.append(("SCHILY.xattr.\(name)", value))
      return entry
    }
    /// The same with an extended header.
    func header(_ name: String, _ value: String) -> Entry {
      var entry = self
      entry.extended.append((name, Array(value.utf8)))
      return entry
    }
    /// The same with other owners.
    func owned(by user: Int64, _ group: Int64) -> Entry {
      var entry = self
      entry.user = user
      entry.group = group
      return entry
    }
  }

  private(set) var bytes: [UInt8] = []

  init(_ entries: [Entry]) {
    for entry in entries { append(entry) }
  }

  /// The archive with its end marker.
  var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  private mutating func append(_ entry: Entry) {
    var extended = entry.extended
    if entry.name.count > 100 { extended.append(("path", entry.name)) }
    // What doesn't fit into seven octal digits, or is negative.
    if !(0..<(1 << 21)).contains(entry.user) {
      extended.append(("uid", Array("\(entry.user)".utf8)))
    }
    if !(0..<(1 << 21)).contains(entry.group) {
      extended.append(("gid", Array("\(entry.group)".utf8)))
    }
    if !extended.isEmpty {
      let records = extended.flatMap { Self.record($0.0, $0.1) }
      appendHeader(Entry(name: Array("pax".utf8), type: "x", data: records))
    }
    appendHeader(entry)
  }

  /// A pax record begins with its own length, in which the digits of the length count.
  private static func record(_ name: String, _ value: [UInt8]) -> [UInt8] {
    let rest = Array(" \(name)=".utf8) + value + Array("\n".utf8)
    var length = rest.count
    while length != rest.count + String(length).utf8.count {
      length = rest.count + String(length).utf8.count
    }
    return Array(String(length).utf8) + rest
  }

  private mutating func appendHeader(_ entry: Entry) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ bytes: some Collection<UInt8>, at start: Int, _ size: Int) {
      for (offset, byte) in bytes.prefix(size).enumerated() { header[start + offset] = byte }
    }
    func put(_ number: Int64, at start: Int, digits: Int) {
      let text = String(max(0, number), radix: 8)
      put(
        (String(repeating: "0", count: max(0, digits - text.count)) + text).utf8, at: start, digits)
    }
    put(entry.name, at: 0, 100)
    put(Int64(entry.mode), at: 100, digits: 7)
    put(entry.user & 0x1f_ffff, at: 108, digits: 7)
    put(entry.group & 0x1f_ffff, at: 116, digits: 7)
    put(Int64(entry.data.count), at: 124, digits: 11)
    put(1_000_000_000, at: 136, digits: 11)
    put(String(entry.type).utf8, at: 156, 1)
    put(entry.link.utf8, at: 157, 100)
    put("ustar".utf8, at: 257, 6)
    put("00".utf8, at: 263, 2)
    put(Int64(entry.device.major), at: 329, digits: 7)
    put(Int64(entry.device.minor), at: 337, digits: 7)
    put("        ".utf8, at: 148, 8)
    put(header.reduce(0) { $0 + Int64($1) }, at: 148, digits: 6)
    header[154] = 0
    bytes += header + entry.data
    bytes += [UInt8](repeating: 0, count: (512 - entry.data.count % 512) % 512)
  }
}
