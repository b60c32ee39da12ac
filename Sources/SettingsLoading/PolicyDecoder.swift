import ContainerModel
import SpecLoading

/// Reads the parts of a policy file.
struct PolicyDecoder {
  var document: DocumentDecoder

  private enum PolicyKey: String, FieldKey {
    case privileged, unconfined, bindSources, imageDirectories, overlayLowers, devices
    case capabilities, sysctls, bridges, limits
    static let later = ["networkTypes", "hostPorts", "imageSources", "requireDigest"]
  }
  private enum LimitKey: String, FieldKey {
    case containers, memory, cpu
  }

  mutating func read(_ bytes: [UInt8]) -> Policy {
    var policy = Policy()
    guard let root = document.parse(bytes) else { return policy }
    for (key, field) in document.fields(of: root, PolicyKey.self) ?? [] {
      switch key {
      case .privileged: policy.privileged = document.boolean(field) ?? policy.privileged
      case .unconfined: policy.unconfined = document.boolean(field) ?? policy.unconfined
      case .bindSources: policy.bindSources = list(field) { $0.hostPrefix($1) }
      case .imageDirectories: policy.imageDirectories = list(field) { $0.hostPrefix($1) }
      case .overlayLowers: policy.overlayLowers = list(field) { $0.hostPrefix($1) }
      case .devices: policy.devices = list(field) { $0.document.devicePath($1) }
      case .capabilities: policy.capabilities = document.capabilities(field)
      case .sysctls: policy.sysctls = list(field) { $0.document.kernelParameter($1) }
      case .bridges: policy.bridges = list(field) { $0.bridgePattern($1) }
      case .limits: policy.limits = readLimits(field)
      }
    }
    return policy
  }

  /// The items of a list, none of them twice.
  private mutating func list(
    _ field: Field, _ read: (inout PolicyDecoder, Field) -> String?
  ) -> [String] {
    var values: [String] = []
    var seen: Set<String> = []
    for item in document.items(of: field) ?? [] {
      guard let value = read(&self, item), !document.isRepeated(value, item, among: &seen) else {
        continue
      }
      values.append(value)
    }
    return values
  }

  /// A directory below which the repository may use what it likes; never one that the host itself lives on.
  private mutating func hostPrefix(_ field: Field) -> String? {
    guard let path = document.absolutePath(field) else { return nil }
    for forbidden in ["/dev", "/etc", "/proc", "/sys"]
    where path == forbidden || path.hasPrefix(forbidden + "/") {
      document.report(
        "nothing in '\(forbidden)' can be allowed; the router itself lives on it", value: field)
      return nil
    }
    return path
  }

  /// The name of a bridge, with `*` for any text.
  private mutating func bridgePattern(_ field: Field) -> String? {
    guard let text = document.string(field, wanted: "the name of a bridge") else { return nil }
    let isPattern =
      (1...15).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "-"), UInt8(ascii: "*"):
          true
        default: false
        }
      }
    guard isPattern else {
      document.report(
        "\(quoted(text)) is no name of a bridge; use 1 to 15 of letters, digits, '.', '_' and '-',"
          + " and '*' for any text", value: field)
      return nil
    }
    return text
  }

  private mutating func readLimits(_ field: Field) -> PolicyLimits {
    var limits = PolicyLimits()
    for (key, field) in document.fields(of: field, LimitKey.self) ?? [] {
      switch key {
      case .containers:
        limits.containers = document.integer(field, in: 0...1_000_000) ?? limits.containers
      case .memory: limits.memory = field.isEmptyText ? nil : document.bytes(field)
      case .cpu: limits.cpu = field.isEmptyText ? nil : document.cores(field)
      }
    }
    return limits
  }
}
