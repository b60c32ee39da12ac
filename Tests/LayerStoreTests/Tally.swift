import Synchronization

/// Numbers that are told from several places at once.
final class Tally: Sendable {
  private let told = Mutex<[Int64]>([])

  var numbers: [Int64] { told.withLock { $0 } }

  func add(_ number: Int64) { told.withLock { $0.append(number) } }
}
