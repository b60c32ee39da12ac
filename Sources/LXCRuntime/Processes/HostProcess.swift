internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import SystemPackage

/// A process of this machine, as `/proc` shows it (proc(5)). Whatever is asked, nil means that it has gone.
struct HostProcess: Hashable, Sendable {
  /// Its number.
  let id: Int32

  /// This process.
  static var ofSelf: HostProcess { HostProcess(id: ProcessInfo.processInfo.processIdentifier) }

  /// Every process there is.
  static func all() -> [HostProcess] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0).map(HostProcess.init) }
  }

  /// Who this process is for as long as the machine runs; its number alone may come again.
  var identity: InitIdentity? {
    guard let boot = Self.bootID, let start = statistics?.startTime else { return nil }
    return InitIdentity(pid: id, startTime: start, bootID: boot)
  }

  /// Whether this very process still lives; a zombie does not.
  static func isAlive(_ identity: InitIdentity) -> Bool {
    let process = HostProcess(id: identity.pid)
    guard bootID == identity.bootID, let now = process.statistics else { return false }
    return now.startTime == identity.startTime && now.state != "Z" && now.state != "X"
  }

  /// The number of the process that looks after it.
  var parent: Int32? { statistics?.parent }

  /// `NUMBER:CONTROLLERS:PATH` for each hierarchy of control groups.
  var groupLines: [Substring]? { text("cgroup")?.parts(by: "\n") }

  /// The paths of its control groups, one for each hierarchy.
  var groups: [Substring]? {
    groupLines?.compactMap { line in
      line.parts(by: ":", maxSplits: 2, keepingEmpty: true).last
    }
  }

  /// Its arguments, the program's own name first.
  var arguments: [String]? {
    text("cmdline").map { text in
      text.parts(by: "\0", keepingEmpty: true).dropLast().map(String.init)
    }
  }

  /// Its command line, with blanks between the arguments.
  var commandLine: String? {
    text("cmdline").map { $0.parts(by: "\0").joined(separator: " ") }
  }

  /// The container that it looks after, and the directory of that, where it is one of liblxc's monitors, which have both in their title.
  var monitored: (lxcPath: String, name: String)? {
    guard let words = commandLine?.parts(by: " "), words.count == 4, words[0] == "[lxc",
      words[1] == "monitor]"
    else { return nil }
    return (String(words[2]), String(words[3]))
  }

  /// How many process namespaces it is in, and its number in the innermost.
  var namespaces: (depth: Int, innermost: Int32)? {
    guard let numbers = field("NSpid")?.parts(by: "\t") else { return nil }
    return numbers.last.flatMap { Int32($0) }.map { (numbers.count, $0) }
  }

  /// Whether it has set up what it does when it gets the signal (1–64).
  func catches(_ signal: Int32) -> Bool? {
    guard let mask = field("SigCgt").flatMap({ UInt64($0, radix: 16) }), signal >= 1 else {
      return nil
    }
    return mask & 1 << UInt64(signal - 1) != 0
  }

  private struct Statistics {
    let state: Substring
    let parent: Int32
    let startTime: UInt64
  }

  /// `/proc/PID/stat`; the name in parentheses may hold anything, so what follows is counted from its end.
  private var statistics: Statistics? {
    guard let text = text("stat"), let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].parts(by: " ")
    guard fields.count > 19, let parent = Int32(fields[1]), let start = UInt64(fields[19]) else {
      return nil
    }
    return Statistics(state: fields[0], parent: parent, startTime: start)
  }

  private func field(_ name: String) -> String? {
    text("status")?.parts(by: "\n").first { $0.hasPrefix("\(name):") }
      .map { $0.dropFirst(name.count + 1).trimmed }
  }

  private func text(_ name: String) -> String? { Self.text("/proc/\(id)/\(name)") }

  /// The boot that this machine runs in.
  static let bootID: String? = text("/proc/sys/kernel/random/boot_id")?.trimmed

  private static func text(_ path: String) -> String? {
    // Every error here means that the process has gone, or goes just now.
    (try? DurableFile(FilePath(path)).read(limit: 1 << 20)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
