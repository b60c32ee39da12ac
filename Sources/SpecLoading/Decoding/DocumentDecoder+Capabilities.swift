extension DocumentDecoder {
  /// A list of capabilities by name.
  package mutating func capabilities(_ field: Field, atLeast least: Int = 0) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for item in items(of: field, atLeast: least) ?? [] {
      guard let name = capability(item), !isRepeated(name, item, among: &seen) else { continue }
      names.append(name)
    }
    note(field)
    return names
  }

  private mutating func capability(_ item: Field) -> String? {
    guard let text = string(item, wanted: "the name of a capability") else { return nil }
    if Self.capabilityNames.contains(text) { return text }
    let lowercase = text.lowercased()
    let bare = lowercase.hasPrefix("cap_") ? String(lowercase.dropFirst(4)) : lowercase
    let near =
      Self.capabilityNames.contains(bare)
      ? bare : suggestion(for: bare, among: Self.capabilityNames)
    let advice = near.map { "did you mean \(quoted($0))?" } ?? "capabilities(7) lists them"
    report("\(quoted(text)) is no capability; \(advice)", value: item)
    return nil
  }

  /// capabilities(7) as of Linux 6.6, in the order of linux/capability.h.
  static let capabilityNames = [
    "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid",
    "setpcap", "linux_immutable", "net_bind_service", "net_broadcast", "net_admin", "net_raw",
    "ipc_lock", "ipc_owner", "sys_module", "sys_rawio", "sys_chroot", "sys_ptrace", "sys_pacct",
    "sys_admin", "sys_boot", "sys_nice", "sys_resource", "sys_time", "sys_tty_config", "mknod",
    "lease", "audit_write", "audit_control", "setfcap", "mac_override", "mac_admin", "syslog",
    "wake_alarm", "block_suspend", "audit_read", "perfmon", "bpf", "checkpoint_restore",
  ]
}
