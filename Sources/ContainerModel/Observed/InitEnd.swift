/// How the init of a container ended that nobody of this program had asked to.
public enum InitEnd: Codable, Hashable, Sendable {
  /// It exited with a status, or was ended by a signal (wait(2)).
  case status(Int32)
  case signal(Int32)
  /// Nobody saw how: its monitor died before it.
  case unseen

  /// With status 0.
  public static let clean = InitEnd.status(0)
}

extension InitEnd: CustomStringConvertible {
  /// `its init ended with status 3`.
  public var description: String {
    switch self {
    case .status(let status): "its init ended with status \(status)"
    case .signal(let signal): "its init was ended by signal \(signal)"
    case .unseen: "its init ended together with its monitor"
    }
  }
}
