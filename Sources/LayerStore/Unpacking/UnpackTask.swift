public import Workers

/// Unpacks an archive into a directory; the worker can reach nothing but that. Fails with ``UnpackError``.
public enum UnpackTask: WorkerTask {
  /// Which archive, and where to.
  public typealias Request = UnpackRequest
  /// How far it is.
  public typealias Progress = UnpackProgress
  /// How much there was.
  public typealias Reply = UnpackReply

  /// The word on the worker's command line.
  public static let name = "unpack"
}
