public import HostJudging
public import Workers

extension KernelAccount {
  /// Reads the configuration of a kernel.
  ///
  /// - Parameters:
  ///   - release: what `uname -r` says.
  ///   - chosen: the file that holds it, an absolute path; nil: where kernels have theirs.
  ///   - reader: starts workers, which must serve ``ReadKernelConfig``.
  /// - Throws: ``HostProbingError`` where the chosen file can't be read, or holds something else.
  public init(
    release: String, chosen: String?, reader: WorkerLauncher
  ) async throws(HostProbingError) {
    self.init(release: release)
    isConfigChosen = chosen != nil
    let files = chosen.map { [$0] } ?? configPlaces
    do throws(WorkerError) {
      let reply = try await reader.run(
        ReadKernelConfig.self, ReadKernelConfig.Request(files: files), deadline: .seconds(20))
      (config, configFile) = (reply.config, reply.file)
    } catch {
      guard chosen == nil else { throw HostProbingError(error.description) }
      configProblem = error.description
    }
    if let chosen, config == nil {
      throw HostProbingError(
        "failed to read the kernel's configuration '\(chosen)': there is no such file")
    }
  }
}
