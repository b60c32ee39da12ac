public import ContainerModel

/// What is wrong with an archive, or with the machine that unpacks it.
public enum UnpackFault: Error, Codable, Hashable, Sendable {
  /// The archive can't be opened or read; the reason.
  case unreadable(String)
  /// There is something else at the path: `a directory`, `a fifo`.
  case notAFile(String)
  /// The archive has no bytes.
  case empty
  /// The archive was written to while it was read.
  case changed
  /// The archive has other bytes than those that were asked for.
  case digestMismatch(expected: SHA256Digest, actual: SHA256Digest)
  /// The archive is not of a kind that is read.
  case format(String)
  /// The archive is broken; what libarchive or the look at its end says.
  case damaged(String)
  /// An entry could harm the host or can't be kept as it is: its name, and why.
  case refused(entry: String, reason: String)
  /// A limit of ``UnpackLimits`` is exceeded.
  case exceeded(String)
  /// The file system of the image store is full; of what.
  case noSpace(String)
  /// An entry could not be written: its name, and why.
  case unwritable(entry: String, reason: String)
  /// The machine can't do something: what, and why.
  case system(operation: String, reason: String)
  /// Nobody waits for the reply any more.
  case abandoned
}

extension UnpackFault {
  /// Whether the bytes of the archive are to blame, so that a wrong digest explains it all.
  package var blamesArchive: Bool {
    switch self {
    case .format, .damaged, .refused, .exceeded: true
    case .unreadable, .notAFile, .empty, .changed, .digestMismatch, .noSpace, .unwritable, .system,
      .abandoned:
      false
    }
  }

  /// Whether the same archive may be unpacked later without anybody changing it.
  public var isPassing: Bool {
    switch self {
    case .changed, .noSpace, .abandoned: true
    case .unreadable, .notAFile, .empty, .digestMismatch, .format, .damaged, .refused, .exceeded,
      .unwritable, .system:
      false
    }
  }

  /// A short word for the kind of fault.
  var kind: String {
    switch self {
    case .unreadable: "unreadable"
    case .notAFile: "notAFile"
    case .empty: "empty"
    case .changed: "changed"
    case .digestMismatch: "digestMismatch"
    case .format: "format"
    case .damaged: "damaged"
    case .refused: "refused"
    case .exceeded: "exceeded"
    case .noSpace: "noSpace"
    case .unwritable: "unwritable"
    case .system: "system"
    case .abandoned: "abandoned"
    }
  }
}

extension UnpackFault: CustomStringConvertible {
  /// The cause, in lower case, and what to do about it.
  public var description: String {
    switch self {
    case .unreadable(let reason):
      reason
    case .notAFile(let kind):
      "it is \(kind), and an archive is one file"
    case .empty:
      "the file is empty"
    case .changed:
      "the file was changed while it was read; put a new file beside it and rename that"
    case .digestMismatch(let expected, let actual):
      "its sha256 is \(actual), expected was \(expected)"
    case .format(let reason):
      "\(reason); root file systems are tar archives, plain or compressed by gzip, xz or zstd"
    case .damaged(let reason):
      "the archive is damaged: \(reason)"
    case .refused(let entry, let reason):
      "entry '\(entry)' is refused: \(reason)"
    case .exceeded(let limit):
      "the archive is refused: \(limit)"
    case .noSpace(let what):
      "no \(what) left in the image store"
    case .unwritable(let entry, let reason):
      "entry '\(entry)' could not be written: \(reason)"
    case .system(let operation, let reason):
      "could not \(operation): \(reason)"
    case .abandoned:
      "nobody waits for the image any more"
    }
  }
}
