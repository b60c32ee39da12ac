public import SystemPackage

/// Why something could not be done with a file.
public struct FileError: Error, Hashable, Sendable {
  /// What was wrong.
  public enum Cause: Hashable, Sendable {
    /// The system refused.
    case system(Errno)
    /// The file is larger than the reader takes; sizes in bytes.
    case tooLarge(size: Int64, limit: Int64)
    /// A regular file was expected: this is a directory, a fifo, a device.
    case notRegular
    /// A directory was expected: this is something else, maybe a symbolic link to one.
    case notDirectory
    /// Something is mounted there, or it belongs to another file system than its parent.
    case mounted(at: String)
    /// The kernel's table of mounts has a line that makes no sense.
    case unreadableMountTable(line: String)
  }

  /// What failed, as an infinitive: `write`, `rename`.
  public let operation: String
  /// On what.
  public let path: FilePath
  /// Why.
  public let cause: Cause

  /// Makes an error.
  public init(_ operation: String, _ path: FilePath, _ cause: Cause) {
    self.operation = operation
    self.path = path
    self.cause = cause
  }

  /// The system's error number, where that is the cause.
  public var errno: Errno? {
    guard case .system(let errno) = cause else { return nil }
    return errno
  }
}

extension FileError {
  /// Whether this is what `/proc` says of a process that has ended, or is a zombie.
  var meansProcessHasEnded: Bool {
    errno == .noSuchFileOrDirectory || errno == .noSuchProcess || errno == .invalidArgument
  }
}

extension FileError: CustomStringConvertible {
  /// `failed to write '/var/lib/turris-apply/index.json': no space left on device`.
  public var description: String { "failed to \(operation) '\(path)': \(cause)" }
}

extension FileError.Cause: CustomStringConvertible {
  /// In lower case, without a full stop.
  public var description: String {
    switch self {
    case .system(let errno):
      let text = String(describing: errno)
      return text.prefix(1).lowercased() + text.dropFirst()
    case .tooLarge(let size, let limit): return "\(size) bytes, at most \(limit) are allowed"
    case .notRegular: return "not a regular file"
    case .notDirectory: return "not a directory"
    case .mounted(let place): return "something is mounted at '\(place)'; unmount it first"
    case .unreadableMountTable(let line): return "no line of a mount table: \(line)"
    }
  }
}
