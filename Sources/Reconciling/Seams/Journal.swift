/// Where a run writes down what it does.
public protocol Journal: Sendable {
  /// Writes one event, durably where it is the beginning or the end of a step.
  func record(_ event: JournalEvent) async throws(OperationError)
}
