import ContainerModel
import Reconciling

/// The images that are being unpacked: who asks for one of them waits for its end with the others.
actor Preparations {
  typealias Progress = @Sendable (Int64, Int64) -> Void
  private typealias Outcome = Result<Void, OperationError>

  private struct Preparation {
    let task: Task<Outcome, Never>
    var waiting: [Int: Progress] = [:]
  }

  private var running: [ImageKey: Preparation] = [:]
  private var asked = 0

  /// Does `work`, or waits for the one who does it for the same image. `work` is cancelled when
  /// nobody waits for it any more.
  func prepare(
    _ key: ImageKey, progress: @escaping Progress,
    work: @escaping @Sendable () async throws(OperationError) -> Void
  ) async throws(OperationError) {
    asked += 1
    let caller = asked
    let preparation =
      running[key]
      ?? Preparation(
        task: Task {
          let outcome: Outcome
          do throws(OperationError) {
            try await work()
            outcome = .success(())
          } catch {
            outcome = .failure(error)
          }
          running[key] = nil
          return outcome
        })
    running[key] = preparation
    running[key]?.waiting[caller] = progress
    let outcome = await withTaskCancellationHandler {
      await preparation.task.value
    } onCancel: {
      Task { await self.leave(key, caller) }
    }
    try outcome.get()
  }

  /// Tells all who wait for an image how far it is.
  func report(_ key: ImageKey, _ read: Int64, _ total: Int64) {
    for progress in running[key]?.waiting.values ?? [:].values { progress(read, total) }
  }

  private func leave(_ key: ImageKey, _ caller: Int) {
    guard running[key]?.waiting.removeValue(forKey: caller) != nil else { return }
    if running[key]?.waiting.isEmpty == true { running[key]?.task.cancel() }
  }
}
