import CLinux

/// The command line, which Embedded Swift has no `CommandLine` for.
///
/// Lives as long as the process: liblxc's monitor is forked from it.
struct Arguments {
  /// Every argument but the program's own name, and then the null that `execve(2)` wants.
  private let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init() throws(Failure) {
    guard let all = clinux_arguments(), all[0] != nil else { throw .usage("read the command line") }
    pointers = all + 1
    var count = 0
    while pointers[count] != nil { count += 1 }
    self.count = count
  }

  /// The argument at `position`, or nil past the last.
  subscript(position: Int) -> UnsafeMutablePointer<CChar>? {
    position < count ? pointers[position] : nil
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
  func rest(from position: Int) -> UnsafePointer<UnsafeMutablePointer<CChar>?> {
    UnsafePointer(pointers + position)
  }
}
