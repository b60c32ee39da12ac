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
    let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
    return Identity(pid: pid, startTime: String(fields[20]))
  }

  /// The init of a container that runs.
  func running(_ short: String) async throws -> Identity {
    try #require(try await identity(short), "'\(short)' does not run")
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
