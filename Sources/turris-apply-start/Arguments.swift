import CLinux

/// The command line, which Embedded Swift has no `CommandLine` for: `/proc/self/cmdline` holds it with a NUL after each
/// argument (proc_pid_cmdline(5)).
///
/// Lives as long as the process: liblxc's monitor is forked from it.
struct Arguments {
  /// Every argument but the program's own name, and then the null that `execve(2)` wants.
  private let pointers: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

  /// The argument at `position`, or nil past the last.
  subscript(position: Int) -> UnsafeMutablePointer<CChar>? {
    position < pointers.count ? pointers[position] : nil
  }

  /// Calls `body` for each key before `--` with its position; `body` says how many arguments the key and its values are.
  /// Returns where `--` stands, or the end.
  func forEachOption<Problem: Error>(
    _ body: (UnsafeMutablePointer<CChar>, Int) throws(Problem) -> Int
  ) throws(Problem) -> Int {
    var position = 0
    while let key = self[position], strcmp(key, "--") != 0 {
      position += try body(key, position)
    }
    return position
  }

  /// The arguments from `position` on, in the form of `execve(2)`.
  func rest(from position: Int) -> UnsafePointer<UnsafeMutablePointer<CChar>?>? {
    UnsafePointer(pointers.baseAddress.map { $0 + position })
  }

  init() throws(Failure) {
    let (bytes, length) = try Self.readCommandLine()
    var ends = 0
    for index in 0..<length where bytes[index] == 0 { ends += 1 }
    guard ends > 0 else { throw .usage("read the command line") }
    pointers = .allocate(capacity: ends)
    pointers.initialize(repeating: nil)
    var start = bytes + strlen(bytes) + 1
    for position in 0..<(ends - 1) {
      pointers[position] = start
      start += strlen(start) + 1
    }
  }

  private static func readCommandLine() throws(Failure) -> (UnsafeMutablePointer<CChar>, Int) {
    let file = clinux_open_proc(getpid(), "cmdline", O_RDONLY)
    guard file >= 0 else { throw .last("open the command line") }
    defer { close(file) }
    var capacity = 4096
    var bytes = UnsafeMutablePointer<CChar>.allocate(capacity: capacity)
    var length = 0
    while true {
      let count = read(file, bytes + length, capacity - length)
      guard count >= 0 else { throw .last("read the command line") }
      guard count > 0 else { return (bytes, length) }
      length += count
      guard length == capacity else { continue }
      let larger = UnsafeMutablePointer<CChar>.allocate(capacity: capacity * 2)
      larger.update(from: bytes, count: length)
      bytes.deallocate()
      bytes = larger
      capacity *= 2
    }
  }
}
