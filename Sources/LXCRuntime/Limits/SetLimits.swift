internal import ContainerModel
internal import Workers

/// Gives a running container the limits of its spec, and reads back what the kernel made of them.
enum SetLimits: ServedTask {
  /// Which container, and which limits.
  struct Request: Codable, Sendable {
    var path: String
    var name: String
    var table: LimitTable
    var resources: ResourceSpec
    var devices: BlockDevices
  }

  /// Nothing is said on the way.
  struct Progress: Codable, Sendable {}

  /// What the kernel says after it.
  struct Reply: Codable, Sendable {
    var items: [String: String]
    /// What could not be written, and why.
    var failures: [String]
  }

  /// The word on the worker's command line.
  static let name = "set-limits"

  /// Writes what differs, as far as it goes, and reads everything.
  static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    let handle = try LXCHandle(request.name, path: request.path)
    guard handle.initProcess != nil else {
      throw LXCRuntimeError("limit", request.name, cause: "it does not run", isPassing: true)
    }
    var current: [String: String] = [:]
    for item in request.table.items { current[item] = handle.read(item) }
    let changes = try request.table.changes(
      request.resources, devices: request.devices, current: current)
    var failures: [String] = []
    for change in changes {
      do throws(LXCRuntimeError) {
        if change.item == "memory.max" { try makeRoom(for: change, in: handle) }
        try handle.write(change)
      } catch {
        failures.append(error.cause)
      }
    }
    var items: [String: String] = [:]
    for item in request.table.items { items[item] = handle.read(item) }
    return Reply(items: items, failures: failures)
  }

  /// Version 2 kills when a bound falls below what is in use. So what is in use is pressed below the new bound first, by
  /// `memory.high`, which reclaims and throttles but never kills; where that does not suffice, nothing changes.
  private static func makeRoom(
    for change: CgroupSetting, in handle: borrowing LXCHandle
  ) throws(LXCRuntimeError) {
    guard let bound = Int64(change.value), let high = handle.read("memory.high"),
      let used = handle.read("memory.current").flatMap({ Int64($0.trimmed) }), used > bound
    else { return }
    try handle.write(CgroupSetting("memory.high", change.value))
    let left = handle.read("memory.current").flatMap { Int64($0.trimmed) } ?? used
    try handle.write(CgroupSetting("memory.high", high.trimmed))
    guard left > bound else { return }
    throw LXCRuntimeError(
      "limit", "memory",
      cause:
        "it uses \(ByteCount(bytes: left)), which cannot be reclaimed: more than \(ByteCount(bytes: bound))"
    )
  }
}
