internal import ContainerModel

extension ConfigRendering {
  mutating func networks() throws(LXCRuntimeError) {
    guard !spec.networks.isEmpty else {
      // Without any line the loopback interface stays down; LXC's `none` would be the host's own network.
      try set("lxc.net.0.type", "empty")
      return try set("lxc.net.0.flags", "up")
    }
    for (index, network) in spec.networks.enumerated() {
      try add(network, at: "lxc.net.\(index)")
    }
  }

  private mutating func add(_ network: NetworkInterfaceSpec, at key: String)
    throws(LXCRuntimeError)
  {
    try set("\(key).type", "veth")
    try set("\(key).link", network.bridge)
    try set("\(key).veth.pair", spec.name.hostInterface(network.name))
    try set("\(key).name", network.name)
    try set("\(key).flags", "up")
    if let mac = network.mac ?? entry.macs[network.name] {
      try set("\(key).hwaddr", mac.description)
    }
    if let mtu = network.mtu { try set("\(key).mtu", "\(mtu)") }
    for (family, configuration) in [("ipv4", network.ipv4), ("ipv6", network.ipv6)] {
      guard let configuration else { continue }
      try set("\(key).\(family).address", configuration.address.description)
      if let gateway = configuration.gateway {
        try set("\(key).\(family).gateway", gateway.description)
      }
    }
  }
}
