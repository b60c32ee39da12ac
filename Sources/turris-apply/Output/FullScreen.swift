import Glibc
import SystemPackage

/// A terminal of which the whole screen is drawn again and again; what was on it before comes back at the end.
///
/// Control functions: ECMA-48, and for the modes xterm's control sequences.
struct FullScreen: ~Copyable {
  /// What ended a pause.
  enum Event {
    /// The time is over, a key was pressed, or the screen has another size.
    case redraw(isResized: Bool)
    /// Somebody pressed q.
    case quit
  }

  /// The other screen, without a cursor; lines that are too long end at the edge.
  private static let begin = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
  private static let end = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"
  /// What the terminal was set to. A handler of a signal can reach nothing but what is static; it is written before any is set, and
  /// never again.
  nonisolated(unsafe) private static var before: termios?

  /// Takes the screen, and gives it back where this process is asked to end.
  init() throws(CommandFailure) {
    var settings = termios()
    if tcgetattr(STDIN_FILENO, &settings) == 0 {
      Self.before = settings
      settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
      // Put aside, it would leave the screen as it is.
      withUnsafeMutableBytes(of: &settings.c_cc) { $0[Int(VSUSP)] = 0 }
    }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      _ = signal(number) { number in
        FullScreen.restore()
        _exit(number == SIGINT ? 0 : 128 + number)
      }
    }
    // Only to be woken by it.
    _ = signal(SIGWINCH) { _ in }
    try Self.write(Self.begin)
    if Self.before != nil { tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) }
  }

  deinit { Self.restore() }

  /// Columns and lines.
  var size: (columns: Int, lines: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Draws `lines` over what is there, in one go and without emptying the screen first, so that nothing flickers.
  func draw(_ lines: [String]) throws(CommandFailure) {
    let frame = lines.map { "\($0)\u{1B}[K" }.joined(separator: "\r\n")
    try Self.write("\u{1B}[H\(frame)\u{1B}[J")
  }

  /// Waits until `end`, or something happens.
  func wait(until end: ContinuousClock.Instant) -> Event {
    while true {
      let left = max(.zero, ContinuousClock.now.duration(to: end)).components
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
      // Without a keyboard there is nothing to wait for but time.
      var keyboard = pollfd(
        fd: Self.before == nil ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let ready = poll(&keyboard, 1, Int32(clamping: milliseconds + 1))
      if ready < 0, errno == EINTR { return .redraw(isResized: true) }
      guard ready > 0 else { return .redraw(isResized: false) }
      var key: UInt8 = 0
      guard read(STDIN_FILENO, &key, 1) == 1 else {
        // The keyboard has gone: everything else goes on.
        Self.before = nil
        continue
      }
      return key == UInt8(ascii: "q") ? .quit : .redraw(isResized: false)
    }
  }

  /// Calls only what a handler of a signal may call (signal-safety(7)).
  private static func restore() {
    if var before { tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
    end.utf8.withContiguousStorageIfAvailable {
      _ = Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
    }
  }

  private static func write(_ text: String) throws(CommandFailure) {
    do {
      try FileDescriptor.standardOutput.writeAll(text.utf8)
    } catch {
      throw CommandFailure("failed to write to the terminal: \(error)")
    }
  }
}
