public import StatusJudging

/// What a container takes of what it may take: `41/128 MiB`, or `41 MiB` where it may take all there is.
public func usageText(_ memory: MemoryUsage) -> String {
  let unit = MemoryUnit(of: max(memory.used, memory.limit ?? 0))
  let used = unit.text(memory.used)
  return memory.limit.map { "\(used)/\(unit.text($0)) \(unit.name)" } ?? "\(used) \(unit.name)"
}

/// In hundredths of one core: `2/50 %`, or `2 %` where it may take all there are; `-` where it is not known.
public func usageText(_ cpu: CPUUsage) -> String {
  guard let used = cpu.used else { return "-" }
  let hundredths = { (cores: Double) in Int64((min(cores, 1_000_000) * 100).rounded()) }
  return cpu.limit.map { "\(hundredths(used))/\(hundredths($0)) %" } ?? "\(hundredths(used)) %"
}

/// The unit that a number of bytes is told in.
private struct MemoryUnit {
  let name: String
  private let bytes: Int64

  /// One in which it is less than 10,000.
  init(of number: Int64) {
    switch number {
    case ..<(10 << 30): (name, bytes) = ("MiB", 1 << 20)
    case ..<(10 << 40): (name, bytes) = ("GiB", 1 << 30)
    default: (name, bytes) = ("TiB", 1 << 40)
    }
  }

  /// With one place where it is less than ten and not whole.
  func text(_ number: Int64) -> String {
    let tenths = (number / 1024 * 10 + bytes / 2048) / (bytes / 1024)
    guard tenths < 100, tenths % 10 != 0 else { return "\((tenths + (tenths < 100 ? 0 : 5)) / 10)" }
    return "\(tenths / 10).\(tenths % 10)"
  }
}
