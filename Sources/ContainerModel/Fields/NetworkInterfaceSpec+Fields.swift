extension NetworkInterfaceSpec {
  func add(to fields: inout Fields) {
    let path = "networks[\(name)]."
    fields.add(path + "bridge", bridge)
    ipv4?.add(to: &fields, path: path + "ipv4.")
    ipv6?.add(to: &fields, path: path + "ipv6.")
    if let mac { fields.add(path + "mac", mac.description) }
    if let mtu { fields.add(path + "mtu", String(mtu)) }
  }
}

extension IPConfiguration {
  fileprivate func add(to fields: inout Fields, path: String) {
    fields.add(path + "address", address.description)
    if let gateway { fields.add(path + "gateway", gateway.description) }
  }
}
