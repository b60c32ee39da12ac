import DurableFiles
import FoundationEssentials
public import Reconciling
import SystemPackage

/// Reads the journals of earlier runs.
public struct RunHistory: Sendable {
  /// Far above the bound that journals are kept to.
  private static let limit: Int64 = 64 << 20
  private let directory: RunDirectory

  /// Reads below `runs`.
  public init(runs: String) {
    directory = RunDirectory(path: runs, limits: JournalLimits())
  }

  /// The ids of all runs, oldest first.
  public func runs() throws(OperationError) -> [String] {
    do throws(FileError) {
      return try directory.runs()
    } catch {
      throw OperationError(operation: "list", subject: directory.path, cause: "\(error.cause)")
    }
  }

  /// The lines of one run. A last line that a crash cut off is left out.
  public func records(of run: String) throws(OperationError) -> [JournalRecord] {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try DurableFile(directory.file(run)).read(limit: Self.limit)
    } catch {
      throw OperationError(
        operation: "read", subject: "run \(run)",
        cause: error.errno == .noSuchFileOrDirectory
          ? "there is no such run; `turris-apply history` lists them" : "\(error.cause)")
    }
    let decoder = JSONDecoder()
    return bytes.split(separator: 0x0a).compactMap {
      try? decoder.decode(JournalRecord.self, from: Data($0))
    }
  }
}
