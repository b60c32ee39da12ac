public import Workers

/// An archive that was not unpacked, and why.
public struct UnpackError: Error, Codable, Hashable, Sendable {
  /// The archive's path.
  public let archive: String
  /// What was wrong.
  public let fault: UnpackFault

  package init(archive: String, fault: UnpackFault) {
    self.archive = archive
    self.fault = fault
  }
}

extension UnpackError: CustomStringConvertible {
  /// `failed to unpack '/srv/images/dns.tar.xz': the file is empty`.
  public var description: String { "failed to unpack '\(archive)': \(fault)" }
}

extension UnpackError: WorkerReportable {
  /// The fault's name.
  public var kind: String { fault.kind }
  /// Whether trying again is pointless until somebody changes something.
  public var isTerminal: Bool { !fault.isPassing }
}
