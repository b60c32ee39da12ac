/// What was found out about the kernel.
public struct KernelAccount: Hashable, Sendable {
  /// What `uname -r` says.
  public var release: String
  /// What it was built with; nil where no file says that.
  public var config: KernelConfig?
  /// The file that says it.
  public var configFile: String?
  /// Whether the file was named by whoever asked.
  public var isConfigChosen = false
  /// Why a file that is there could not be read.
  public var configProblem: String?
  /// What became of each trial.
  public var trials: [KernelTrial: TrialResult] = [:]

  /// Where kernels leave what they were built with: `CONFIG_IKCONFIG_PROC`, Debian up to 13, and Debian since and Fedora.
  public var configPlaces: [String] {
    ["/proc/config.gz", "/boot/config-\(release)", "/lib/modules/\(release)/config"]
  }

  /// Knows nothing but the release.
  public init(release: String) { self.release = release }
}
