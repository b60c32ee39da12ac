import FoundationEssentials
import Testing

extension Router {
  /// The init of a container, and when it began: the same again only for the same process.
  struct Identity: Hashable {
    let pid: Int32
    let startTime: String
  }

  /// Who the init of `short` is; nil where the container does not run.
  func identity(_ short: String) async throws -> Identity? {
    let info = try await command("lxc-info", "-P", lxcPath, "-n", name(short), "-p", "-H")
    guard let pid = Int32(info.out.filter(\.isNumber)) else { return nil }
    return Identity(pid: pid, startTime: try statistics(pid)[20])
  }

  /// Whether this very process lives.
  func lives(_ identity: Identity) -> Bool {
    guard let now = try? statistics(identity.pid) else { return false }
    return now[20] == identity.startTime && now[1] != "Z"
  }

  /// The process that looks after this one: of a container's init, the monitor.
  func parent(of identity: Identity) throws -> Int32 {
    try #require(Int32(try statistics(identity.pid)[2]))
  }

  /// `/proc/PID/stat` from the end of the name on.
  private func statistics(_ pid: Int32) throws -> [String] {
    let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    return stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
      .map(String.init)
  }

  /// The init of a container that runs.
  func running(_ short: String) async throws -> Identity {
    try #require(try await identity(short), "'\(short)' does not run")
  }

  /// Starts a container with its own command, but with liblxc's program.
  func startByHand(_ short: String, _ options: String...) async throws {
    let start = try await command(
      ["lxc-start", "-P", lxcPath, "-n", name(short)] + options + [
        "--", "/bin/sh", "-c", "trap exit TERM; while :; do sleep 1 & wait; done",
      ])
    try #require(start.status == 0, "\(start)")
  }

  /// A value of the container's cgroup; the first of the names that there is.
  func cgroup(_ short: String, _ keys: String...) async throws -> String {
    for key in keys {
      let output = try await command("lxc-cgroup", "-P", lxcPath, "-n", name(short), key)
      if output.status == 0 { return String(output.out.filter { !$0.isNewline }) }
    }
    Issue.record("no cgroup value \(keys) of '\(short)'")
    return ""
  }

  /// Memory limit in bytes, as the kernel has it.
  func memoryLimit(_ short: String) async throws -> String {
    try await cgroup(short, "memory.limit_in_bytes", "memory.max")
  }

  /// What a command in the container prints.
  func inside(_ short: String, _ words: String...) async throws -> Output {
    try await command(["lxc-attach", "-P", lxcPath, "-n", name(short), "--"] + words)
  }
}
