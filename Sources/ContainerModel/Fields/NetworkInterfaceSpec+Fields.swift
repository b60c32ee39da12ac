extension NetworkInterfaceSpec {
  func add(to fields: inout Fields) {
    let path = "networks[\(name)]"
    fields["\(path).bridge"] = bridge
    fields["\(path).mac"] = mac?.description
    fields["\(path).mtu"] = mtu.map(String.init)
    for (family, configuration) in [("ipv4", ipv4), ("ipv6", ipv6)] {
      fields["\(path).\(family).address"] = configuration?.address.description
      fields["\(path).\(family).gateway"] = configuration?.gateway?.description
    }
  }
}
