import ContainerModel
import Glibc
import SettingsLoading
import SpecLoading
import SystemPackage

/// Reads the settings and the policy of this router.
enum SettingsFile {
  static let settingsPath = "/etc/turris-apply/config.yaml"
  static let policyPath = "/etc/turris-apply/policy.yaml"
  /// As large as a spec may be, and a byte more to see that a file is larger.
  private static let limit = (256 << 10) + 1

  /// The settings at `path`; nil: the standard file, which may be missing.
  ///
  /// - Parameter complain: takes the errors of the file, with the lines that they are about.
  static func settings(
    at path: String?, complain: (String) -> Void = StandardStreams.complain
  ) throws -> Settings {
    let place = path ?? settingsPath
    guard let bytes = try read(place, problem: { $0.problem(asSettings: place) }) else {
      guard path != nil else { return Settings() }
      throw CommandFailure("failed to read settings '\(place)': there is no such file")
    }
    let loaded = loadSettings(bytes, path: place)
    return try sound(
      loaded.settings, loaded.diagnostics, SpecFile(path: place, bytes: bytes), complain)
  }

  /// The bytes of the settings at `path`, which have been found sound; nil where there is no such file.
  static func soundBytes(at path: String?) throws -> [UInt8]? {
    _ = try settings(at: path)
    let place = path ?? settingsPath
    return try read(place, problem: { $0.problem(asSettings: place) })
  }

  /// The policy of this router; a missing file means the strictest.
  ///
  /// - Parameter complain: takes the errors of the file, with the lines that they are about.
  static func policy(complain: (String) -> Void = StandardStreams.complain) throws -> Policy {
    guard let bytes = try read(policyPath, problem: { $0.problem(asPolicy: policyPath) }) else {
      return Policy()
    }
    let loaded = loadPolicy(bytes, path: policyPath)
    return try sound(
      loaded.policy, loaded.diagnostics, SpecFile(path: policyPath, bytes: bytes), complain)
  }

  private static func sound<Value>(
    _ value: Value?, _ diagnostics: [Diagnostic], _ file: SpecFile, _ complain: (String) -> Void
  ) throws(CommandFailure) -> Value {
    if let value { return value }
    complain(DiagnosticText(files: [file]).text(for: diagnostics))
    // Who is sent only this, by a notice or as JSON, sees nothing of what was complained of.
    let errors = diagnostics.filter { $0.severity == .error }
    let cause = errors.first.map { "\($0.path):\($0.line):\($0.column): \($0.message)" }
    throw CommandFailure(
      "failed to read settings: \(cause ?? file.path)"
        + (errors.count > 1 ? "; that is one of \(errors.count) errors" : ""))
  }

  /// The bytes of a file whose kind, owner and mode are those of the very file that is read; nil where there is none.
  private static func read(_ path: String, problem: (FileFacts) -> String?) throws -> [UInt8]? {
    do {
      let file = try FileDescriptor.open(
        path, .readOnly, options: [.closeOnExec, .nonBlocking])
      return try file.closeAfter {
        if let problem = problem(try facts(of: file)) {
          throw CommandFailure("failed to read settings: \(problem)")
        }
        return try bytes(of: file)
      }
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch let error as Errno {
      throw CommandFailure("failed to read settings '\(path)': \(error)")
    }
  }

  private static func bytes(of file: FileDescriptor) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let chunk = try [UInt8](unsafeUninitializedCapacity: limit - bytes.count) { buffer, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      guard !chunk.isEmpty else { break }
      bytes += chunk
    }
    return bytes
  }

  private static func facts(of file: FileDescriptor) throws -> FileFacts {
    var status = stat()
    guard fstat(file.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
    let kind: FileFacts.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      default: .special
      }
    return FileFacts(
      kind: kind, owner: status.st_uid, permissions: UInt32(status.st_mode & 0o777))
  }
}
