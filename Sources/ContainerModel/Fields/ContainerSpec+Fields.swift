extension ContainerSpec {
  /// Every value that is set, by its path; what is unset has no entry. Defaults are set.
  ///
  /// Two specs have the same fields exactly where they mean the same. Lists of things that have a name are known by that,
  /// and their order means nothing; mounts are made from the outside in (no valid spec has them otherwise).
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

  /// A command as the field `command` shows it.
  public static func text(ofCommand words: [String]) -> String { FieldList.text(words) }

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
    fields["rootfs.size"] = rootfs.upperSize?.description
    if !dependsOn.isEmpty {
      fields["dependsOn"] = FieldList.text(dependsOn.sorted().map(\.description))
    }
  }

  private func process(into fields: inout Fields) {
    fields["command"] = command.map(FieldList.text)
    for (key, value) in environment { fields["environment.\(key)"] = value }
    fields["workingDirectory"] = workingDirectory
    fields["user"] = user?.description
    fields["stop.signal"] = stop.signal.description
    fields["stop.timeout"] = stop.timeout.description
    for (key, value) in prlimits { fields["prlimits.\(key)"] = "\(value)" }
    for (key, value) in sysctls { fields["sysctls.\(key)"] = value }
  }
}
