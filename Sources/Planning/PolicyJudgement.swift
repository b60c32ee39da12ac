import ContainerModel

/// Something in a spec that this router's policy does not allow.
struct Violation {
  var path: String
  var message: String
}

/// Everything in `spec` that `policy` does not allow.
func violations(of spec: ContainerSpec, policy: Policy, host: HostFacts) -> [Violation] {
  securityViolations(spec, policy) + mountViolations(spec, policy, host)
    + deviceViolations(spec, policy) + sysctlViolations(spec, policy)
    + bridgeViolations(spec, policy)
}

/// Where the owner of a router writes the policy.
let policyFile = "/etc/turris-apply/policy.yaml"

private func securityViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  var found: [Violation] = []
  if spec.security.privileged, !policy.privileged {
    found.append(
      Violation(
        path: "security.privileged",
        message: "privileged containers are not allowed by \(policyFile) (privileged)"))
  }
  if spec.security.seccomp == .unconfined, !policy.unconfined {
    found.append(
      Violation(
        path: "security.seccomp",
        message: "containers without seccomp are not allowed by \(policyFile) (unconfined)"))
  }
  if case .keep(let names) = spec.security.capabilities {
    let refused = names.filter {
      CapabilitySpec.commonDrops.contains($0) && !policy.capabilities.contains($0)
    }
    for name in refused {
      found.append(
        Violation(
          path: "security.capabilities.keep",
          message: "keeping capability \(name) is not allowed by \(policyFile) (capabilities)"))
    }
  }
  return found
}

private func mountViolations(_ spec: ContainerSpec, _ policy: Policy, _ host: HostFacts)
  -> [Violation]
{
  var found: [Violation] = []
  func check(
    _ what: String, _ source: String, below prefixes: [String], setting: String, at path: String
  ) {
    if let why = HostPath(source).refusal(below: prefixes, own: host.ownDirectories) {
      found.append(Violation(path: path, message: "\(what) \(source) \(why) (\(setting))"))
    } else if let real = host.links[source] {
      let why = "leads through a symbolic link to \(real); name that"
      found.append(Violation(path: path, message: "\(what) \(source) \(why) (\(setting))"))
    }
  }
  if case .directory(let path) = spec.image {
    check(
      "image directory", path, below: policy.imageDirectories, setting: "imageDirectories",
      at: "image.directory")
  }
  for mount in spec.mounts {
    switch mount.source {
    case .bind(let source):
      check(
        "bind source", source, below: policy.bindSources, setting: "bindSources",
        at: "mounts[\(mount.target)].bind.source")
    case .overlay(let lowers, _, _):
      for case .host(let path) in lowers {
        check(
          "overlay lower", path, below: policy.overlayLowers, setting: "overlayLowers",
          at: "mounts[\(mount.target)].overlay.lower")
      }
    case .volume, .tmpfs: break
    }
  }
  return found
}

private func deviceViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  spec.devices.filter { device in
    !HostPath(device.path).isPlain || !policy.devices.contains { device.path.hasPrefix($0) }
  }.map {
    Violation(
      path: "devices[\($0.path)].mode",
      message: "device \($0.path) is not allowed by \(policyFile) (devices)")
  }
}

private func sysctlViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  spec.sysctls.keys.sorted().compactMap { name in
    if !isNamespaced(name), !policy.sysctls.contains(name) {
      return Violation(
        path: "sysctls.\(name)",
        message:
          "kernel parameter \(name) is not of the container's own namespaces and not allowed by \(policyFile) (sysctls)"
      )
    }
    // The files of all others belong to the host's root, whoever's namespace they speak of.
    guard !spec.security.privileged, !name.hasPrefix("net.") else { return nil }
    return Violation(
      path: "sysctls.\(name)",
      message:
        "kernel parameter \(name) can be set for privileged containers only; for others just those below net."
    )
  }
}

private func bridgeViolations(_ spec: ContainerSpec, _ policy: Policy) -> [Violation] {
  spec.networks.filter { network in
    !policy.bridges.contains { matches(network.bridge, pattern: $0) }
  }.map {
    Violation(
      path: "networks[\($0.name)].bridge",
      message: "bridge '\($0.bridge)' is not allowed by \(policyFile) (bridges)")
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
