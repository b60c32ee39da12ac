import ContainerModel

/// Something in a spec that this router's policy does not allow.
struct Violation {
  var path: String
  var message: String
}

/// Everything in `spec` that `policy` does not allow.
func violations(of spec: ContainerSpec, policy: Policy) -> [Violation] {
  securityViolations(spec, policy) + mountViolations(spec, policy) + deviceViolations(spec, policy)
    + sysctlViolations(spec, policy) + bridgeViolations(spec, policy)
}

private let file = "/etc/turris-apply/policy.yaml"

private func securityViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  var found: [Violation] = []
  if spec.security.privileged, !policy.privileged {
    found.append(
      Violation(
        path: "security.privileged",
        message: "privileged containers are not allowed by \(file) (privileged)"))
  }
  if spec.security.seccomp == .unconfined, !policy.unconfined {
    found.append(
      Violation(
        path: "security.seccomp",
        message: "containers without seccomp are not allowed by \(file) (unconfined)"))
  }
  if case .keep(let names) = spec.security.capabilities {
    let refused = names.filter {
      CapabilitySpec.commonDrops.contains($0) && !policy.capabilities.contains($0)
    }
    for name in refused {
      found.append(
        Violation(
          path: "security.capabilities.keep",
          message: "keeping capability \(name) is not allowed by \(file) (capabilities)"))
    }
  }
  return found
}

private func mountViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  var found: [Violation] = []
  if case .directory(let path) = spec.image, !isAllowed(path, below: policy.imageDirectories) {
    found.append(
      Violation(
        path: "image.directory",
        message: "image directory \(path) is not allowed by \(file) (imageDirectories)"))
  }
  for mount in spec.mounts {
    switch mount.source {
    case .bind(let source) where !isAllowed(source, below: policy.bindSources):
      found.append(
        Violation(
          path: "mounts[\(mount.target)].bind.source",
          message: "bind source \(source) is not allowed by \(file) (bindSources)"))
    case .overlay(let lowers, _, _):
      for case .host(let path) in lowers where !isAllowed(path, below: policy.overlayLowers) {
        found.append(
          Violation(
            path: "mounts[\(mount.target)].overlay.lower",
            message: "overlay lower \(path) is not allowed by \(file) (overlayLowers)"))
      }
    case .bind, .volume, .tmpfs: break
    }
  }
  return found
}

private func deviceViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  spec.devices.filter { device in !policy.devices.contains { device.path.hasPrefix($0) } }.map {
    Violation(
      path: "devices[\($0.path)].mode",
      message: "device \($0.path) is not allowed by \(file) (devices)")
  }
}

private func sysctlViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  spec.sysctls.keys.sorted().filter { !isNamespaced($0) && !policy.sysctls.contains($0) }.map {
    Violation(
      path: "sysctls.\($0)",
      message:
        "kernel parameter \($0) is not of the container's own namespaces and not allowed by \(file) (sysctls)"
    )
  }
}

private func bridgeViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  spec.networks.filter { network in
    !policy.bridges.contains { matches(network.bridge, pattern: $0) }
  }.map {
    Violation(
      path: "networks[\($0.name)].bridge",
      message: "bridge '\($0.bridge)' is not allowed by \(file) (bridges)")
  }
}

/// Kernel parameters that each network, IPC or UTS namespace has of its own (namespaces(7), ipc_namespaces(7)).
private func isNamespaced(_ name: String) -> Bool {
  let exact: Set<String> = [
    "kernel.domainname", "kernel.hostname", "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni",
    "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
  ]
  return exact.contains(name) || name.hasPrefix("net.") || name.hasPrefix("fs.mqueue.")
}

/// Whether `path` is one of `prefixes` or lies below it. What the host itself lives on is never allowed, whatever the policy lists.
private func isAllowed(_ path: String, below prefixes: [String]) -> Bool {
  guard !isBelow(path, any: ["/etc", "/dev", "/proc", "/sys"]), path != "/" else { return false }
  return isBelow(path, any: prefixes)
}

private func isBelow(_ path: String, any prefixes: [String]) -> Bool {
  prefixes.contains { prefix in
    let trimmed = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
    return path == trimmed || path.hasPrefix(trimmed + "/")
  }
}

/// Whether `text` fits `pattern`, in which `*` stands for any text.
private func matches(_ text: String, pattern: String) -> Bool {
  let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
  guard parts.count > 1, let first = parts.first, let last = parts.last else {
    return text == pattern
  }
  guard text.hasPrefix(first), text.hasSuffix(last), text.count >= first.count + last.count else {
    return false
  }
  var rest = text.dropFirst(first.count).dropLast(last.count)
  for part in parts.dropFirst().dropLast() where !part.isEmpty {
    guard let found = rest.firstRange(of: part) else { return false }
    rest = rest[found.upperBound...]
  }
  return true
}
