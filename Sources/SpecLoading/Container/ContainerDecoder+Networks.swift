import ContainerModel
import YAMLDocument

extension ContainerDecoder {
  private enum NetworkKey: String, FieldKey {
    case name, type, bridge, mac, mtu, ipv4, ipv6
    static let later = ["link", "vlan", "routes", "rate"]
  }
  private enum AddressKey: String, FieldKey {
    case address, gateway
  }

  mutating func readNetworks(_ list: Field) -> [NetworkInterfaceSpec] {
    var specs: [NetworkInterfaceSpec] = []
    var names: Set<String> = []
    for (position, item) in (document.items(of: list) ?? []).enumerated() {
      guard let spec = readNetwork(item, position: position) else { continue }
      if !spec.name.isEmpty, !names.insert(spec.name).inserted {
        document.report(
          "an interface named \(quoted(spec.name)) is there already; give this one another name",
          key: item.key("name") ?? item)
      }
      specs.append(spec)
    }
    document.note(list)
    return specs
  }

  /// A container has one way out for each family: a second default route would be refused by its kernel.
  private mutating func checkGateway(_ field: Field, _ family: AddressFamily) {
    if let first = gateways[family] {
      document.report(
        "the container has an \(family.rawValue) gateway already; remove one of them", key: field,
        note: first.description)
    } else {
      gateways[family] = document.origin(of: field)
    }
  }

  private mutating func readNetwork(_ item: Field, position: Int) -> NetworkInterfaceSpec? {
    let name = item.key("name").map { document.interfaceName($0) } ?? "eth\(position)"
    let item = item.at(path: "networks[\(name ?? "")]")
    guard let fields = document.fields(of: item, NetworkKey.self) else { return nil }
    document.requireOne(of: [.bridge], in: fields, owner: item)
    var spec = NetworkInterfaceSpec(name: name ?? "", bridge: "")
    for (key, field) in fields {
      switch key {
      case .name: break
      case .type: _ = document.choice(field, ["veth"], later: ["macvlan", "phys", "host"])
      case .bridge: spec.bridge = document.interfaceName(field) ?? spec.bridge
      case .mac: spec.mac = readMAC(field)
      case .mtu: spec.mtu = document.integer(field, in: 68...65_535)
      case .ipv4: spec.ipv4 = readAddress(field, .v4)
      case .ipv6: spec.ipv6 = readAddress(field, .v6)
      }
    }
    // RFC 8200, section 5: IPv6 does not run over less.
    if let mtu = spec.mtu, mtu < 1280, let ipv6 = fields.first(where: { $0.key == .ipv6 }) {
      document.report(
        "IPv6 needs an mtu of at least 1280; this interface has \(mtu)", key: ipv6.field)
    }
    return spec
  }

  private mutating func readMAC(_ field: Field) -> MACAddress? {
    guard let mac = document.value(field, MACAddress.self, example: "02:00:5e:10:00:01") else {
      return nil
    }
    guard !mac.isMulticast, !mac.isZero else {
      document.report(
        "\(quoted(mac.description)) is no address of one interface; let it begin with 02:",
        value: field)
      return nil
    }
    draft.macs.append(located(mac, field))
    return mac
  }

  private mutating func readAddress(_ field: Field, _ family: AddressFamily) -> IPConfiguration? {
    guard
      let fields = document.fields(of: field, AddressKey.self, required: [.address])
    else { return nil }
    var address: (value: InterfaceAddress, field: Field)?
    var gateway: (value: IPAddress, field: Field)?
    for (key, field) in fields {
      switch key {
      case .address:
        address = readInterfaceAddress(field, family).map { ($0, field) }
      case .gateway:
        gateway = readGateway(field, family).map { ($0, field) }
        checkGateway(field, family)
      }
    }
    guard let address else { return nil }
    draft.addresses.append(located(address.value, address.field))
    if let reason = address.value.oddity {
      document.report(
        "\(quoted(address.value.description)) is \(reason)", at: address.field.node.mark,
        length: address.field.node.length, severity: .warning)
    }
    if let gateway, let problem = address.value.problem(withGateway: gateway.value) {
      document.report(problem, value: gateway.field)
    }
    return IPConfiguration(address: address.value, gateway: gateway?.value)
  }

  private mutating func readInterfaceAddress(
    _ field: Field, _ family: AddressFamily
  ) -> InterfaceAddress? {
    if case .scalar(let scalar) = field.node.content, scalar.text == "auto" {
      document.report("'address: auto' is not supported yet; give an address", value: field)
      return nil
    }
    let isAddress = { (text: String) in InterfaceAddress(text) != nil }
    guard
      let text = document.string(
        field, wanted: "an \(family.rawValue) address with its prefix", isValue: isAddress)
    else { return nil }
    guard let address = InterfaceAddress(text), family.holds(address.address, text),
      address.prefixLength > 0
    else {
      document.report(
        "\(quoted(text)) is no \(family.rawValue) address with its prefix; write"
          + " \(family.example), for example", value: field)
      return nil
    }
    return usable(address.address, field) ? address : nil
  }

  private mutating func readGateway(_ field: Field, _ family: AddressFamily) -> IPAddress? {
    let isAddress = { (text: String) in IPAddress(text) != nil }
    guard
      let text = document.string(
        field, wanted: "an \(family.rawValue) address", isValue: isAddress)
    else { return nil }
    guard let address = IPAddress(text), family.holds(address, text) else {
      document.report(
        "\(quoted(text)) is no \(family.rawValue) address; write it without a prefix",
        value: field)
      return nil
    }
    return usable(address, field) ? address : nil
  }

  private mutating func usable(_ address: IPAddress, _ field: Field) -> Bool {
    guard let reason = address.unusableReason else { return true }
    document.report(
      "\(field.subject) cannot be \(quoted(address.description)); \(reason)", value: field)
    return false
  }
}
