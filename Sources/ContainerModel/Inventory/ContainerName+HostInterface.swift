extension ContainerName {
  /// The name of the host's end of the interface called `interface` in this container: at most 15 bytes, what Linux has
  /// room for (`IFNAMSIZ`), and always the same.
  ///
  /// Begins with that of the container, for people; the rest is a hash of both names, which keeps apart what looks alike:
  /// 40 bits, with 500 interfaces on a machine a chance in ten million that two collide, and then the second does not start.
  public func hostInterface(_ interface: String) -> String {
    let both = "\(self)/\(interface)".utf8
    var hash = both.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    // The upper bits of FNV-1a depend on all bytes only after one more round of mixing.
    hash = (hash ^ hash >> 32) &* 0x9e37_79b9_7f4a_7c15
    let digits = Array("0123456789abcdefghijklmnopqrstuv")
    let suffix = (0..<8).map { digits[Int(hash >> (59 - 5 * UInt64($0)) & 31)] }
    return "\(description.prefix(6))-\(String(suffix))"
  }
}
