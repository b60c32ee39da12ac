import Glibc
import PlanRendering

/// What standard output is.
enum Terminal {
  /// Whether somebody watches.
  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Colour only on a terminal, and never where `NO_COLOR` is set (no-color.org).
  static var style: TextStyle {
    let refused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let dumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    return TextStyle(isColoured: isInteractive && !refused && !dumb)
  }
}
