extension ResourceSpec {
  /// The limits that are set, by the path they have in a spec: `resources.memory.limit`.
  public var fields: [String: String] {
    var fields = Fields()
    add(to: &fields)
    return fields.values
  }

  func add(to fields: inout Fields) {
    fields["resources.memory.limit"] = memory.limit?.description
    fields["resources.memory.high"] = memory.high?.description
    fields["resources.memory.swap"] = memory.swap?.description
    fields["resources.cpu.limit"] = cpu.limit?.description
    fields["resources.cpu.weight"] = cpu.weight.map(String.init)
    fields["resources.cpu.set"] = cpu.set?.description
    fields["resources.pids.limit"] = pids.limit.map(String.init)
    fields["resources.io.weight"] = io.weight.map(String.init)
    for device in io.devices {
      let path = "resources.io.devices[\(device.device)]"
      fields["\(path).read"] = device.read?.description
      fields["\(path).write"] = device.write?.description
      fields["\(path).readIOPS"] = device.readIOPS.map(String.init)
      fields["\(path).writeIOPS"] = device.writeIOPS.map(String.init)
    }
  }
}
