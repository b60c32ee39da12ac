extension ContainerSpec {
  /// Every value that is set, by its path; what is unset has no entry. Defaults are set.
  ///
  /// Two specs have the same fields exactly where they mean the same. Lists of things that have a name are known by that,
  /// and their order means nothing; mounts are made from the outside in (no valid spec has them otherwise).
  public var fields: [String: String] { collected.byPath }

  /// The same as a list; the same spec gives the same order.
  public var fieldValues: [FieldValue] { collected.values }

  /// In the order of their paths, nearly: a plan sorts them, and what is in order already costs next to nothing.
  private var collected: Fields {
    var fields = Fields()
    fields.add("boot.order", String(boot.order))
    fields.add("command", command.map(FieldList.text))
    if !dependsOn.isEmpty {
      fields.add("dependsOn", FieldList.text(dependsOn.sorted().map(\.description)))
    }
    fields.add("description", description)
    for device in devices { fields.add("devices[\(device.path)].mode", device.mode) }
    for (key, value) in ordered(environment) { fields.add("environment.\(key)", value) }
    health?.add(to: &fields)
    image.add(to: &fields)
    for (key, value) in ordered(labels) { fields.add("labels.\(key)", value) }
    for mount in mounts { mount.add(to: &fields) }
    for network in networks { network.add(to: &fields) }
    for (key, value) in ordered(prlimits) { fields.add("prlimits.\(key)", String(value)) }
    fields.add("protect", protect)
    resources.add(to: &fields)
    fields.add("restart", restart.rawValue)
    fields.add("rootfs.mode", rootfs.mode.rawValue)
    fields.add("rootfs.size", rootfs.upperSize?.description)
    security.add(to: &fields)
    fields.add("state", state.rawValue)
    fields.add("stop.signal", stop.signal.description)
    fields.add("stop.timeout", stop.timeout.description)
    fields.add("suspend", suspend)
    for (key, value) in ordered(sysctls) { fields.add("sysctls.\(key)", value) }
    fields.add("user", user?.description)
    fields.add("workingDirectory", workingDirectory)
    return fields
  }

  /// A command as the field `command` shows it.
  public static func text(ofCommand words: [String]) -> String { FieldList.text(words) }

  private func ordered<Value>(_ dictionary: [String: Value]) -> [(key: String, value: Value)] {
    dictionary.sorted { $0.key < $1.key }
  }
}

extension ImageSource {
  fileprivate func add(to fields: inout Fields) {
    switch self {
    case .archive(let path, let sha256):
      fields.add("image.archive.path", path)
      fields.add("image.archive.sha256", sha256.description)
    case .directory(let path):
      fields.add("image.directory", path)
    }
  }
}
