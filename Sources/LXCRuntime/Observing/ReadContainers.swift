internal import Glibc
internal import Workers

/// Asks liblxc for the state of containers, one after the other.
///
/// The worker tells with which it begins, and dies (`SIGALRM`) when one takes too long: a monitor that is stuck never answers,
/// and nothing in this process could take back a question. The caller goes on with the others in a new worker.
enum ReadContainers: ServedTask {
  /// Which containers, and what of them.
  struct Request: Codable, Sendable {
    /// The directory of all containers.
    var path: String
    /// Which of them.
    var names: [String]
    /// Items to read of their control groups.
    var items: [String]
    /// How many seconds one container has.
    var patience: UInt32
  }

  /// Where the worker is.
  enum Progress: Codable, Sendable {
    /// It asks the first one now.
    case asking(String)
    /// This is the answer; now it asks the next one.
    case answered(ContainerReading, next: String?)
  }

  /// Nothing: all is in the progress.
  struct Reply: Codable, Sendable {}

  /// The word on the worker's command line.
  static let name = "read-containers"

  /// Asks each container in turn.
  static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    let hierarchies = try ContainerCgroups.Hierarchies()
    if let first = request.names.first { try report(.asking(first)) }
    for (name, next) in zip(request.names, request.names.dropFirst().map(Optional.some) + [nil]) {
      alarm(request.patience)
      let reading = try read(name, request, hierarchies)
      alarm(0)
      try report(.answered(reading, next: next))
    }
    return Reply()
  }

  private static func read(
    _ name: String, _ request: Request, _ hierarchies: ContainerCgroups.Hierarchies
  ) throws -> ContainerReading {
    let handle = try LXCHandle(name, path: request.path)
    var reading = ContainerReading(
      name: name, state: handle.state, initProcess: handle.initProcess)
    guard let process = reading.initProcess else { return reading }
    let groups = ContainerCgroups(of: HostProcess(id: process), in: hierarchies)
    for item in request.items { reading.items[item] = groups.read(item) }
    reading.interfaces = InterfaceReading.all(ofProcess: process)
    return reading
  }
}
