extension NetworkInterfaceSpec {
  func add(to fields: inout Fields) {
    let path = "networks[\(name)]"
    fields.add("\(path).bridge", bridge)
    fields.add("\(path).mac", mac?.description)
    fields.add("\(path).mtu", mtu.map(String.init))
    for (family, configuration) in [("ipv4", ipv4), ("ipv6", ipv6)] {
      fields.add("\(path).\(family).address", configuration?.address.description)
      fields.add("\(path).\(family).gateway", configuration?.gateway?.description)
    }
  }
}
