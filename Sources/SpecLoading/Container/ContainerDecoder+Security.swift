import ContainerModel
import YAMLDocument

extension ContainerDecoder {
  private enum SecurityKey: String, FieldKey {
    case privileged, capabilities, seccomp, noNewPrivileges
  }
  private enum CapabilityKey: String, FieldKey {
    case drop, keep
  }
  private enum DeviceKey: String, FieldKey {
    case path, mode
  }

  mutating func readSecurity(_ field: Field) -> SecuritySpec {
    var spec = SecuritySpec()
    for (key, field) in document.fields(of: field, SecurityKey.self) ?? [] {
      switch key {
      case .privileged: spec.privileged = document.boolean(field) ?? spec.privileged
      case .capabilities: spec.capabilities = readCapabilities(field)
      case .seccomp: spec.seccomp = document.choice(field, SeccompMode.self) ?? spec.seccomp
      case .noNewPrivileges: spec.noNewPrivileges = document.boolean(field) ?? spec.noNewPrivileges
      }
    }
    return spec
  }

  private mutating func readCapabilities(_ field: Field) -> CapabilitySpec {
    guard let fields = document.fields(of: field, CapabilityKey.self) else { return .standard }
    document.requireOne(of: CapabilityKey.allCases, in: fields, owner: field)
    var spec = CapabilitySpec.standard
    for (key, field) in fields {
      let names = document.capabilities(field, atLeast: 1)
      switch key {
      case .drop: spec = .drop(names)
      case .keep: spec = .keep(names)
      }
    }
    return spec
  }

  mutating func readDevices(_ list: Field) -> [DeviceSpec] {
    var specs: [DeviceSpec] = []
    var seen: Set<String> = []
    for item in document.items(of: list) ?? [] {
      guard let spec = readDevice(item),
        !document.isRepeated(spec.path, item.key("path") ?? item, among: &seen)
      else { continue }
      specs.append(spec)
    }
    document.note(list)
    return specs
  }

  private mutating func readDevice(_ item: Field) -> DeviceSpec? {
    let path = item.key("path").flatMap { document.devicePath($0) }
    let item = item.at(path: "devices[\(path ?? "")]")
    document.note(item)
    guard let fields = document.fields(of: item, DeviceKey.self, required: [.path]) else {
      return nil
    }
    var spec = path.map { DeviceSpec(path: $0) }
    for (key, field) in fields where key == .mode {
      if let mode = readDeviceMode(field) { spec?.mode = mode }
    }
    return spec
  }

  private mutating func readDeviceMode(_ field: Field) -> String? {
    guard let text = document.string(field, wanted: "a mode such as rw") else { return nil }
    guard ["r", "w", "m", "rw", "rm", "wm", "rwm"].contains(text) else {
      document.report(
        "\(field.subject) must be of r, w and m, in this order, not \(quoted(text))", value: field)
      return nil
    }
    return text
  }
}
