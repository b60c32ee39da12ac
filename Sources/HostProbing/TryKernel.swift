internal import CLinux
internal import Glibc
public import HostJudging
public import Workers

/// Asks the kernel to do what containers need, once each, in children with namespaces of their own that end with it.
///
/// Reports each trial when it has ended.
public enum TryKernel: ServedTask {
  /// What trials need to know.
  public typealias Request = TrialRequest

  /// A trial that has ended.
  public struct Progress: Codable, Hashable, Sendable {
    /// Which.
    public let trial: KernelTrial
    /// How.
    public let result: TrialResult
  }

  /// How many there were.
  public typealias Reply = Int

  /// What it is called on the command line.
  public static let name = "try-kernel"

  /// Tries everything but interfaces, one after the other.
  public static func run(
    _ request: Request, report: (Progress) throws -> Void
  ) throws -> Int {
    var count = 0
    for trial in KernelTrial.allCases {
      guard let result = result(of: trial, request) else { continue }
      try report(Progress(trial: trial, result: result))
      count += 1
    }
    return count
  }

  /// Nil for what is tried elsewhere.
  private static func result(of trial: KernelTrial, _ request: Request) -> TrialResult? {
    switch trial {
    case .veth, .bridge: nil
    case .childLists:
      access("/proc/thread-self/children", R_OK) == 0
        ? .works : .failed(reason: "/proc has no lists of children")
    case .overlayOnStorage, .userOverlayOnStorage, .ownerShift:
      request.scratch.map { judged(onStorage(trial, $0, request), trial) }
        ?? .notTried(reason: request.scratchProblem)
    default: judged(inMemory(trial, request), trial)
    }
  }

  private static func inMemory(_ trial: KernelTrial, _ request: Request) -> Int32 {
    if let kind = trial.namespace { return clinux_try_namespace(kind) }
    if let call = trial.call { return clinux_try_call(call) }
    return switch trial {
    case .tmpfs: clinux_try_mount("tmpfs", "size=64k")
    case .devpts: clinux_try_mount("devpts", "newinstance,ptmxmode=0666")
    case .messageQueues: clinux_try_mount("mqueue", nil)
    case .proc: clinux_try_proc()
    case .overlay: overlay(nil, request, isPrivileged: true)
    case .userOverlayInMemory: overlay(nil, request, isPrivileged: false)
    default: ENOSYS
    }
  }

  private static func onStorage(_ trial: KernelTrial, _ scratch: String, _ request: Request)
    -> Int32
  {
    guard trial != .ownerShift else {
      return clinux_try_owner_shift(scratch, request.firstID, request.countOfIDs)
    }
    let directory = "\(scratch)/\(trial.rawValue)"
    guard mkdir(directory, 0o700) == 0 else { return errno }
    return overlay(directory, request, isPrivileged: trial == .overlayOnStorage)
  }

  private static func overlay(
    _ directory: String?, _ request: Request, isPrivileged: Bool
  ) -> Int32 {
    let options = isPrivileged ? request.overlayOptions : request.userOverlayOptions
    return options.withCString { options in
      func attempt(_ directory: UnsafePointer<CChar>?) -> Int32 {
        var trial = clinux_overlay_trial(
          directory: directory, options: options, first: isPrivileged ? 0 : request.firstID,
          count: isPrivileged ? 0 : request.countOfIDs)
        return clinux_try_overlay(&trial)
      }
      return directory.map { $0.withCString { attempt($0) } } ?? attempt(nil)
    }
  }

  private static func judged(_ number: Int32, _ trial: KernelTrial) -> TrialResult {
    if number == 0 { return .works }
    let reason =
      switch number {
      case ENODEV: "the kernel has no such file system"
      case ENOSYS: "the kernel has no such system call"
      case ETIMEDOUT: "it did not end within 5 seconds"
      case ECHILD: "it was killed"
      case EINVAL where trial.namespace != nil: "the kernel has no such namespaces"
      case ENOSPC where trial.namespace != nil:
        "no more are allowed (/proc/sys/user/max_*_namespaces)"
      default: String(cString: strerror(number)).lowercased()
      }
    return .failed(reason: reason)
  }
}
