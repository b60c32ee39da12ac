import NoticeDeciding

/// Sends what waits, by all ways side by side. What does not go stays for the next run.
public struct NoticeDelivery: Sendable {
  private let store: NoticeStore
  private let channels: [any NoticeChannel]
  private let rest: Duration

  /// A delivery of what `store` remembers.
  ///
  /// - Parameter rest: how long a way that failed is left alone, in whole seconds. Who waits for this one to end does not wait each
  ///   time for a server that gives no answer.
  public init(store: NoticeStore, channels: [any NoticeChannel], rest: Duration = .zero) {
    self.store = store
    self.channels = channels
    self.rest = rest
  }

  /// Sends what waits. A way that fails is not tried again by this run, and none begins another notice after ``noticeDeadline``: so
  /// that takes two of them at most.
  /// - Returns: what went wrong.
  public func send() async -> [NoticeError] {
    do throws(NoticeError) {
      // Another process sends, and takes up what is new meanwhile.
      guard let lock = try store.takeSendingLock() else { return [] }
      let errors = await withTaskGroup(of: NoticeError?.self) { group in
        for channel in channels { group.addTask { await send(by: channel) } }
        return await group.reduce(into: []) { errors, error in error.map { errors.append($0) } }
      }
      _ = consume lock
      return errors
    } catch {
      return [error]
    }
  }

  private func send(by channel: any NoticeChannel) async -> NoticeError? {
    let begun = ContinuousClock.now
    let failure = store.failure(of: channel.name)
    if let age = failure.age, .seconds(age) < rest { return nil }
    do throws(NoticeError) {
      while ContinuousClock.now - begun < noticeDeadline,
        let entry = try store.book().waiting(for: channel.name).first
      {
        try await channel.send(entry.notice)
        failure.clear()
        try await store.change { $0.sent([entry.number], by: channel.name) }
      }
      return nil
    } catch {
      failure.set()
      return error
    }
  }
}
