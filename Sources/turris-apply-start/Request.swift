import CLinux

/// What to start, from `--KEY VALUE…` and, after `--`, the command line of init.
struct Request {
  private let arguments: Arguments
  private(set) var name: UnsafeMutablePointer<CChar>?
  private(set) var path: UnsafeMutablePointer<CChar>?
  private(set) var config: UnsafeMutablePointer<CChar>?
  private(set) var log: UnsafeMutablePointer<CChar>?
  private(set) var level: UnsafeMutablePointer<CChar>?
  private(set) var idMap: UnsafeMutablePointer<CChar>?
  /// Where liblxc mounts the root file system, if its own place for that does not exist.
  private(set) var rootMount: UnsafeMutablePointer<CChar>?
  /// Init and its arguments up to a null, or nil for what the config or liblxc says.
  private(set) var command: UnsafePointer<UnsafeMutablePointer<CChar>?>?
  private(set) var hasMounts = false
  /// Whether the config is only looked at.
  private(set) var isCheck = false

  init(_ arguments: Arguments) throws(Failure) {
    self.arguments = arguments
    let end = try arguments.forEachOption { key, position throws(Failure) in
      guard let value = arguments[position + 1] else { throw .usage("find a value of", key) }
      return try take(key, value, at: position)
    }
    if arguments[end] != nil, arguments[end + 1] != nil {
      command = arguments.rest(from: end + 1)
    }
    guard name != nil, log != nil, let path, path[0] == CChar(UInt8(ascii: "/")) else {
      throw .usage("find --name, --log and an absolute --lxcpath")
    }
  }

  /// How many arguments `key` and its values are.
  private mutating func take(
    _ key: UnsafeMutablePointer<CChar>, _ value: UnsafeMutablePointer<CChar>, at position: Int
  ) throws(Failure) -> Int {
    if strcmp(key, "--name") == 0 {
      name = value
    } else if strcmp(key, "--lxcpath") == 0 {
      path = value
    } else if strcmp(key, "--config") == 0 {
      config = value
    } else if strcmp(key, "--check") == 0 {
      config = value
      isCheck = true
    } else if strcmp(key, "--log") == 0 {
      log = value
    } else if strcmp(key, "--log-level") == 0 {
      level = value
    } else if strcmp(key, "--id-map") == 0 {
      idMap = value
    } else if strcmp(key, "--root-mount") == 0 {
      rootMount = value
    } else if PrivateMount.Kind(key) != nil, arguments[position + 2] != nil {
      hasMounts = true
      return 3
    } else {
      throw .usage("understand", key)
    }
    return 2
  }

  /// The mounts to make, in the order asked for.
  func forEachMount(_ body: (PrivateMount) throws(Failure) -> Void) throws(Failure) {
    _ = try arguments.forEachOption { key, position throws(Failure) in
      guard let kind = PrivateMount.Kind(key) else { return 2 }
      guard let source = arguments[position + 1], let target = arguments[position + 2] else {
        throw .usage("find two values of", key)
      }
      try body(PrivateMount(kind: kind, source: source, target: target))
      return 3
    }
  }
}
