extension ResourceSpec {
  /// The limits that are set, by the path they have in a spec: `resources.memory.limit`.
  public var fields: [String: String] { collected.byPath }

  /// The same as a list.
  public var fieldValues: [FieldValue] { collected.values }

  private var collected: Fields {
    var fields = Fields()
    add(to: &fields)
    return fields
  }

  func add(to fields: inout Fields) {
    fields.add("resources.cpu.limit", cpu.limit?.description)
    fields.add("resources.cpu.set", cpu.set?.description)
    fields.add("resources.cpu.weight", cpu.weight.map(String.init))
    for device in io.devices {
      let path = "resources.io.devices[\(device.device)]"
      fields.add("\(path).read", device.read?.description)
      fields.add("\(path).write", device.write?.description)
      fields.add("\(path).readIOPS", device.readIOPS.map(String.init))
      fields.add("\(path).writeIOPS", device.writeIOPS.map(String.init))
    }
    fields.add("resources.io.weight", io.weight.map(String.init))
    fields.add("resources.memory.high", memory.high?.description)
    fields.add("resources.memory.limit", memory.limit?.description)
    fields.add("resources.memory.swap", memory.swap?.description)
    fields.add("resources.pids.limit", pids.limit.map(String.init))
  }
}
