extension ContainerSpec {
  /// Every value that is set, by its path; what is unset has no entry. Defaults are set.
  public var fields: [String: String] {
    var fields = Fields()
    identity(into: &fields)
    process(into: &fields)
    resources.add(to: &fields)
    for network in networks { network.add(to: &fields) }
    for mount in mounts { mount.add(to: &fields) }
    security.add(to: &fields)
    for device in devices { fields["devices[\(device.path)].mode"] = device.mode }
    return fields.values
  }

  private func identity(into fields: inout Fields) {
    fields["description"] = description
    for (key, value) in labels { fields["labels.\(key)"] = value }
    fields["state"] = state.rawValue
    fields["suspend"] = "\(suspend)"
    fields["protect"] = "\(protect)"
    fields["boot.order"] = "\(boot.order)"
    switch image {
    case .archive(let path, let sha256):
      fields["image.archive.path"] = path
      fields["image.archive.sha256"] = sha256.description
    case .directory(let path):
      fields["image.directory"] = path
    }
    fields["rootfs.mode"] = rootfs.mode.rawValue
    fields["rootfs.size"] = rootfs.size?.description
    fields["dependsOn"] = Self.list(dependsOn.map(\.description))
  }

  private func process(into fields: inout Fields) {
    fields["command"] = command.map { "[\($0.map(Self.quoted).joined(separator: ", "))]" }
    for (key, value) in environment { fields["environment.\(key)"] = value }
    fields["workingDirectory"] = workingDirectory
    fields["user"] = user?.description
    fields["stop.signal"] = stop.signal.description
    fields["stop.timeout"] = stop.timeout.description
    for (key, value) in prlimits { fields["prlimits.\(key)"] = "\(value)" }
    for (key, value) in sysctls { fields["sysctls.\(key)"] = value }
  }

  static func list(_ items: [String]) -> String? {
    items.isEmpty ? nil : "[\(items.joined(separator: ", "))]"
  }

  /// An argument as it would stand in a YAML flow list: quoted where it would be read otherwise.
  private static func quoted(_ argument: String) -> String {
    let plain = argument.utf8.allSatisfy {
      (0x61...0x7a).contains($0) || (0x41...0x5a).contains($0) || (0x2d...0x39).contains($0)
        || $0 == 0x5f
    }
    guard !plain || argument.isEmpty else { return argument }
    var text = "\""
    for character in argument {
      if character == "\"" || character == "\\" { text.append("\\") }
      text.append(character)
    }
    return text + "\""
  }
}
