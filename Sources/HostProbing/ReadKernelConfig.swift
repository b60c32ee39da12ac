public import HostJudging
public import Workers

/// Reads what a kernel was built with, plain or packed with gzip.
///
/// Replies with the first of the files that is there, or fails with a text that says what is wrong with it.
public enum ReadKernelConfig: WorkerTask {
  /// Which files.
  public struct Request: Codable, Hashable, Sendable {
    /// Absolute paths, in the order in which they are tried.
    public var files: [String]
  }

  /// Nothing is said on the way.
  public struct Progress: Codable, Sendable {}

  /// What was read.
  public struct Reply: Codable, Hashable, Sendable {
    /// The file; nil where there is none of them.
    public var file: String?
    /// What it says.
    public var config: KernelConfig?

    package init(file: String?, config: KernelConfig?) {
      self.file = file
      self.config = config
    }
  }

  /// What it is called on the command line.
  public static let name = "read-kernel-config"
}
