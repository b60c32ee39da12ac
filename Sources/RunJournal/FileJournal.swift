import CLinux
import DurableFiles
import Failpoints
import FoundationEssentials
import Glibc
import Planning
public import Reconciling
import SystemPackage

/// The journal of one run: a file of JSON lines that begins with the run's plan.
///
/// The file is made with the first event, so that a run without a plan writes nothing. The plan and the end are synced; the
/// lines between survive a crash of this program, and nothing relies on them after a power cut.
public actor FileJournal: Journal {
  /// The run's id: when it began, in UTC, and a number where another began in the same second.
  public nonisolated let run: String
  private let directory: RunDirectory
  private var file: FileDescriptor?

  /// A journal for a run that begins now, below `runs`; older ones are cleared away past `limits`.
  public init(runs: String, limits: JournalLimits) {
    directory = RunDirectory(path: runs, limits: limits)
    run = directory.freeID(at: Date())
  }

  deinit {
    // Everything that must last was synced before.
    try? file?.close()
  }

  /// Writes `event` as a line.
  public func record(_ event: JournalEvent) throws(OperationError) {
    let record = JournalRecord(event, run: run, time: Date().formatted(.rfc3339))
    let path = directory.file(run)
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let line = try encoder.encode(record) + [0x0a]
      let file = try self.file ?? open()
      self.file = file
      try file.writeAll(line)
      switch event {
      case .planned(let plan): try reserve(Int64(plan.steps.count) * Self.bytesPerStep, in: file)
      case .finished: try giveBackReserve(of: file)
      case .stepStarted, .stepProgressed, .stepFinished: return
      }
      try sync(file)
    } catch let error as Errno {
      throw OperationError(
        operation: "write", subject: path.string, cause: "\(error)".lowercased(),
        isPassing: error == .noSpace)
    } catch let error as FileError {
      throw OperationError(operation: "write", subject: path.string, cause: "\(error.cause)")
    } catch {
      throw OperationError(operation: "write", subject: path.string, cause: "\(error)")
    }
  }

  private func open() throws -> FileDescriptor {
    try directory.prepare()
    return try FileDescriptor.open(
      directory.file(run), .writeOnly, options: [.append, .create, .exclusiveCreate, .closeOnExec],
      permissions: .ownerReadWrite)
  }

  /// A step's two lines, with the details of an error: liblxc's log and the console's end.
  private static let bytesPerStep: Int64 = 8 << 10

  /// Takes storage for `bytes` more. A file system that cannot do that is no reason to do nothing.
  private func reserve(_ bytes: Int64, in file: FileDescriptor) throws(Errno) {
    guard bytes > 0, clinux_reserve_behind_end(file.rawValue, bytes) != 0 else { return }
    let error = Errno(rawValue: errno)
    if error != Errno(rawValue: EOPNOTSUPP) { throw error }
  }

  private func giveBackReserve(of file: FileDescriptor) throws {
    let end = try file.seek(offset: 0, from: .end)
    guard ftruncate(file.rawValue, off_t(end)) == 0 else { throw Errno(rawValue: errno) }
  }

  private func sync(_ file: FileDescriptor) throws(Errno) {
    failpoint("sync journal")
    guard fdatasync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
    failpoint("synced journal")
  }
}
