import DurableFiles
import FoundationEssentials
public import NoticeDeciding
import SystemPackage

/// Where it is remembered what was told and what is still to be sent: in the state directory, since a reboot is no reason to tell a
/// failure again, or to keep quiet when it has gone; and where that cannot be used, in the run directory.
public struct NoticeStore: Sendable {
  private static let limit: Int64 = 4 << 20
  /// How often the lock is asked for, 20 ms apart: it is held for a write at a time.
  private static let tries = 150

  private let lasting: FilePath?
  private let passing: FilePath

  /// A store below the state directory `state`, nil where that cannot be used, and the run directory `run`.
  public init(state: String?, run: String) {
    lasting = state.map { FilePath($0).appending("notices") }
    passing = FilePath(run).appending("notices")
  }

  /// What is remembered. A file that is damaged is taken for none: the worst of it is that something is told twice.
  public func book() throws(NoticeError) -> NoticeBook {
    for directory in [passing, lasting].compactMap(\.self) {
      let bytes = try onFiles { () throws(FileError) in
        try DurableFile(Self.file(in: directory)).readIfPresent(limit: Self.limit)
      }
      guard let bytes else { continue }
      return (try? JSONDecoder().decode(NoticeBook.self, from: Data(bytes))) ?? NoticeBook()
    }
    return NoticeBook()
  }

  /// Changes what is remembered. Writes nothing where that is the same.
  public func change(_ body: (inout NoticeBook) -> Void) async throws(NoticeError) {
    let lock = try await takeLock()
    let before = try book()
    var book = before
    body(&book)
    if book != before { try write(book) }
    _ = consume lock
  }

  /// When a way failed last.
  func failure(of channel: String) -> BootMomentFile {
    BootMomentFile(passing.appending("failed-\(channel)"))
  }

  /// Makes sure that one process sends at a time; nil where another does.
  func takeSendingLock() throws(NoticeError) -> FileLock? {
    try onFiles { () throws(FileError) in
      try DurableDirectory(passing).create(parents: true)
      return try FileLock.take(passing.appending("sending"))
    }
  }

  private func takeLock() async throws(NoticeError) -> FileLock {
    for _ in 0..<Self.tries {
      let lock = try onFiles { () throws(FileError) in
        try DurableDirectory(passing).create(parents: true)
        return try FileLock.take(passing.appending("lock"))
      }
      if let lock { return lock }
      // A cancelled sleep only tries again sooner.
      _ = try? await Task.sleep(for: .milliseconds(20))
    }
    throw NoticeError("failed to lock '\(passing)': another process holds it for seconds")
  }

  private func write(_ book: NoticeBook) throws(NoticeError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data: Data
    do {
      data = try encoder.encode(book)
    } catch {
      throw NoticeError("failed to write notices as JSON: \(error)")
    }
    try onFiles { () throws(FileError) in
      let directory = DurableDirectory(lasting ?? passing)
      try directory.create(parents: true)
      try directory.removeStrayTemporaries()
      try DurableFile(Self.file(in: directory.path)).replace(with: Array(data))
      // It was newer, and is not any more.
      if lasting != nil { try DurableFile(Self.file(in: passing)).remove() }
    }
  }

  private static func file(in directory: FilePath) -> FilePath { directory.appending("book.json") }

  private func onFiles<Value: ~Copyable>(
    _ body: () throws(FileError) -> Value
  ) throws(NoticeError) -> Value {
    do throws(FileError) {
      return try body()
    } catch {
      throw NoticeError(error.description)
    }
  }
}
