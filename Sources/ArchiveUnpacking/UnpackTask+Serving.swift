public import LayerStore
public import Workers

extension UnpackTask: ServedTask {
  /// Shuts this process into the directory, and unpacks there.
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
