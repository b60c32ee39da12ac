import CLinux

/// The ids of the host that the container's ids 0, 1, 2… are.
struct IDShift {
  /// A line of `uid_map`, for users and groups alike: `0 100000 65536`; nil: the container's ids are the host's.
  let map: UnsafePointer<CChar>?
  private let first: UInt
  private let count: UInt

  init(map: UnsafePointer<CChar>?) throws(Failure) {
    self.map = map
    guard let map else {
      first = 0
      count = 0
      return
    }
    var inside = map
    let zero = Self.number(&inside)
    first = Self.number(&inside)
    count = Self.number(&inside)
    guard zero == 0, first > 0, count > 0, inside.pointee == 0 else {
      throw .usage("understand the map of ids", map)
    }
  }

  /// What a user or group of the host becomes, so that it has the same number inside; root there, where it has none.
  func shifted(_ id: UInt32) -> UInt32 {
    guard map != nil else { return id }
    return UInt32(truncatingIfNeeded: UInt(id) < count ? first + UInt(id) : first)
  }

  private static func number(_ text: inout UnsafePointer<CChar>) -> UInt {
    var end: UnsafeMutablePointer<CChar>?
    let number = strtoul(text, &end, 10)
    if let end { text = UnsafePointer(end) }
    return UInt(number)
  }
}
