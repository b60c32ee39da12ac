import Glibc
import Synchronization

/// What the environment asks for: whoever can set it for a process of root's is root.
///
/// * `TURRIS_APPLY_FAILPOINT=NAME[:N]` kills this process when it passes the point of that name, the Nth time (the first). The
///   name `any` is that of every point.
/// * `TURRIS_APPLY_FAILPOINT_LOG=FILE` adds a line for each point that is passed.
///
/// Workers and containers get an environment of their own and so never see these.
@usableFromInline
final class Failpoints: Sendable {
  /// Nil where nothing is asked for.
  @usableFromInline static let asked = Failpoints()

  private struct Target {
    let name: String
    let number: Int
  }

  private let target: Target?
  /// Appended to; -1 where there is no log.
  private let log: Int32
  private let passed = Mutex(0)

  private init?() {
    let path = getenv("TURRIS_APPLY_FAILPOINT_LOG").map { String(cString: $0) }
    target = getenv("TURRIS_APPLY_FAILPOINT").map { Self.target(String(cString: $0)) }
    if path == nil, target == nil { return nil }
    log =
      path.map { open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) } ?? -1
  }

  /// A number behind the last colon says which time is meant; without one the whole is a name.
  private static func target(_ text: String) -> Target {
    guard let colon = text.lastIndex(of: ":"), let number = Int(text[text.index(after: colon)...])
    else { return Target(name: text, number: 1) }
    return Target(name: String(text[..<colon]), number: number)
  }

  @usableFromInline
  func pass(_ subject: String) {
    let name = Self.timeless(subject)
    if log >= 0 {
      let line = Array("\(name)\n".utf8)
      _ = write(log, line, line.count)
    }
    guard let target, [name, subject, "any"].contains(target.name) else { return }
    let isMeant = passed.withLock { count in
      count += 1
      return count == target.number
    }
    guard isMeant else { return }
    kill(getpid(), SIGKILL)
    // The signal is delivered before the call returns to user space; other threads are dead then as well.
    while true { pause() }
  }

  /// The same point has the same name in each run: what stands for a date, a digest or a random number in it becomes `*`.
  private static func timeless(_ name: String) -> String {
    var result = ""
    var digits = ""
    func end() {
      // Words such as `facade` are of such letters too.
      result += digits.count < 6 || !digits.contains(where: \.isWholeNumber) ? digits : "*"
      digits = ""
    }
    for character in name {
      if character.isASCII, character.isHexDigit {
        digits.append(character)
      } else {
        end()
        result.append(character)
      }
    }
    end()
    return result
  }
}
