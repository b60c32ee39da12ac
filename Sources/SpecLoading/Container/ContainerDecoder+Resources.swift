import ContainerModel
import YAMLDocument

extension ContainerDecoder {
  private enum ResourceKey: String, FieldKey {
    case memory, cpu, pids, io
  }
  private enum MemoryKey: String, FieldKey {
    case limit, high, swap
  }
  private enum CPUKey: String, FieldKey {
    case limit, weight, set
  }
  private enum PIDsKey: String, FieldKey {
    case limit
  }
  private enum IOKey: String, FieldKey {
    case weight, devices
  }
  private enum IODeviceKey: String, FieldKey {
    case device, read, write, readIOPS, writeIOPS
  }

  mutating func readResources(_ field: Field) -> ResourceSpec {
    var spec = ResourceSpec()
    for (key, field) in document.fields(of: field, ResourceKey.self) ?? [] {
      switch key {
      case .memory: spec.memory = readMemory(field)
      case .cpu: spec.cpu = readCPU(field)
      case .pids: spec.pids = readPIDs(field)
      case .io: spec.io = readIO(field)
      }
    }
    return spec
  }

  private mutating func readMemory(_ field: Field) -> MemorySpec {
    var spec = MemorySpec()
    let fields = document.fields(of: field, MemoryKey.self) ?? []
    for (key, field) in fields {
      switch key {
      case .limit: spec.limit = document.bytes(field)
      case .high: spec.high = document.bytes(field)
      case .swap: spec.swap = document.bytes(field, orZero: true)
      }
    }
    if let limit = spec.limit, let high = spec.high, high > limit,
      let field = fields.first(where: { $0.key == .high })?.field
    {
      document.report(
        "'high' is above 'limit', so that it would never throttle; lower it", value: field)
    }
    return spec
  }

  private mutating func readCPU(_ field: Field) -> CPUSpec {
    var spec = CPUSpec()
    for (key, field) in document.fields(of: field, CPUKey.self) ?? [] {
      switch key {
      case .limit: spec.limit = readCores(field)
      case .weight: spec.weight = document.integer(field, in: 1...10_000)
      case .set: spec.set = document.value(field, CPUSet.self, example: "\"0-1,3\"")
      }
    }
    return spec
  }

  /// Cores, rounded to thousandths. The least is the kernel's: a quota of 1 ms in a period of 100 ms
  /// (kernel documentation, `scheduler/sched-bwc`).
  private mutating func readCores(_ field: Field) -> CoreCount? {
    document.number(field, in: 0.01...8192)
      .map { CoreCount(milli: Int64(($0 * 1000).rounded())) }
  }

  private mutating func readPIDs(_ field: Field) -> PIDsSpec {
    var spec = PIDsSpec()
    for (key, field) in document.fields(of: field, PIDsKey.self) ?? [] {
      switch key {
      // At most the kernel's PID_MAX_LIMIT (linux/threads.h).
      case .limit: spec.limit = document.integer(field, in: 1...4_194_304)
      }
    }
    return spec
  }

  private mutating func readIO(_ field: Field) -> IOSpec {
    var spec = IOSpec()
    for (key, field) in document.fields(of: field, IOKey.self) ?? [] {
      switch key {
      case .weight: spec.weight = document.integer(field, in: 1...10_000)
      case .devices: spec.devices = readIODevices(field)
      }
    }
    return spec
  }

  private mutating func readIODevices(_ list: Field) -> [IODeviceSpec] {
    var specs: [IODeviceSpec] = []
    var seen: Set<String> = []
    for item in document.items(of: list) ?? [] {
      guard let spec = readIODevice(item),
        !document.isRepeated(spec.device, item.key("device") ?? item, among: &seen)
      else { continue }
      specs.append(spec)
    }
    return specs
  }

  private mutating func readIODevice(_ item: Field) -> IODeviceSpec? {
    let device = item.key("device").flatMap { devicePath($0) }
    let item = item.at(path: "\(item.path)[\(device ?? "")]")
    guard let fields = document.fields(of: item, IODeviceKey.self, required: [.device]) else {
      return nil
    }
    if fields.count == 1, device != nil {
      document.report("at least one of read, write, readIOPS, writeIOPS is missing", key: item)
    }
    guard let device else { return nil }
    var spec = IODeviceSpec(device: device)
    for (key, field) in fields {
      switch key {
      case .device: break
      case .read: spec.read = document.bytes(field, atLeast: 1)
      case .write: spec.write = document.bytes(field, atLeast: 1)
      case .readIOPS: spec.readIOPS = document.integer(field, in: 1...Int64(UInt32.max))
      case .writeIOPS: spec.writeIOPS = document.integer(field, in: 1...Int64(UInt32.max))
      }
    }
    return spec
  }
}
