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
    /// Items to read of the control groups of those in `detailed`.
    var items: [String]
    /// Those that are ours.
    var detailed: Set<String>
    /// How many seconds one container has.
    var patience: UInt32
  }

  /// Where the worker is.
  enum Progress: Codable, Sendable {
    /// It asks this one now.
    case asking(String)
    /// This is the answer.
    case answered(ContainerReading)
  }

  /// Nothing: all is in the progress.
  struct Reply: Codable, Sendable {}

  /// The word on the worker's command line.
  static let name = "read-containers"

  /// Asks each container in turn.
  static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    let hierarchies = try ContainerCgroups.Hierarchies()
    for name in request.names {
      try report(.asking(name))
      alarm(request.patience)
      let reading = try read(name, request, hierarchies)
      alarm(0)
      try report(.answered(reading))
    }
    return Reply()
  }

  private static func read(
    _ name: String, _ request: Request, _ hierarchies: ContainerCgroups.Hierarchies
  ) throws -> ContainerReading {
    let handle = try LXCHandle(name, path: request.path)
    var reading = ContainerReading(
      name: name, state: handle.state, initProcess: handle.initProcess)
    guard let process = reading.initProcess, request.detailed.contains(name) else {
      return reading
    }
    let groups = ContainerCgroups(of: HostProcess(id: process), in: hierarchies)
    for item in request.items { reading.items[item] = groups.read(item) }
    reading.interfaces = InterfaceReading.all(ofProcess: process)
    return reading
  }
}
