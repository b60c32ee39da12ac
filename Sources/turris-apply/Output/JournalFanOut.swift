import Reconciling

/// Tells several journals of everything, in order.
struct JournalFanOut: Journal {
  let journals: [any Journal]

  func record(_ event: JournalEvent) async throws(OperationError) {
    for journal in journals { try await journal.record(event) }
  }
}
