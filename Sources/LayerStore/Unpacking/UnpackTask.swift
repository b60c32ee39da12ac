public import Workers

/// Unpacks an archive, in a worker process that can reach nothing but the directory it unpacks into.
public enum UnpackTask: WorkerTask {
  /// The word on the worker's command line.
  public static let name = "unpack"

  /// Does it.
  ///
  /// - Throws: ``UnpackError``
  public static func run(
    _ request: UnpackRequest, report: (UnpackProgress) throws -> Void
  ) throws -> UnpackReply {
    do {
      return try unpack(request, report: report)
    } catch {
      throw UnpackError(archive: request.archive, fault: error)
    }
  }
}
