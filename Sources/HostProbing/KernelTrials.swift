internal import DurableFiles
public import HostJudging
internal import Synchronization
internal import SystemPackage
public import Workers

/// What a kernel does when it is asked to.
public struct KernelTrials: Sendable {
  private let launcher: WorkerLauncher
  private static let patience = Duration.seconds(60)

  /// - Parameter launcher: starts workers, which must serve ``TryKernel``.
  public init(launcher: WorkerLauncher) { self.launcher = launcher }

  /// Tries everything but interfaces. What is made on storage is removed again.
  ///
  /// - Parameter directory: a directory that is there, on the storage where overlays are to be tried; nil: on none.
  public func results(
    _ request: TrialRequest, storage directory: String?
  ) async -> [KernelTrial: TrialResult] {
    var request = request
    var scratch: ScratchDirectory?
    if let directory {
      do throws(FileError) {
        let made = try ScratchDirectory(in: directory)
        scratch = made
        request.scratch = made.path.string
      } catch {
        request.scratchProblem = "\(error)"
      }
    }
    var results = await ask(request)
    if let scratch {
      do throws(FileError) {
        try scratch.remove()
      } catch {
        results[.overlayOnStorage] = .failed(reason: "what was tried there is left: \(error)")
      }
    }
    return results
  }

  private func ask(_ request: TrialRequest) async -> [KernelTrial: TrialResult] {
    let results = Mutex<[KernelTrial: TrialResult]>([:])
    var problem = "the worker said nothing of it"
    do throws(WorkerError) {
      _ = try await launcher.run(TryKernel.self, request, deadline: Self.patience) { ended in
        results.withLock { $0[ended.trial] = ended.result }
      }
    } catch {
      problem = error.description
    }
    var all = results.withLock { $0 }
    for trial in KernelTrial.allCases where trial != .veth && trial != .bridge && all[trial] == nil
    {
      all[trial] = .notTried(reason: problem)
    }
    return all
  }
}
