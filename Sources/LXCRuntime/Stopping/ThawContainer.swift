internal import Workers

/// Lets the processes of a frozen container go on.
enum ThawContainer: WorkerTask {
  struct Request: Codable, Sendable {
    var path: String
    var name: String
  }

  /// Nothing is said on the way.
  struct Progress: Codable, Sendable {}

  /// Nothing is said at the end.
  struct Reply: Codable, Sendable {}

  /// The word on the worker's command line.
  static let name = "thaw-container"

  static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    try LXCHandle(request.name, path: request.path).thaw()
    return Reply()
  }
}
