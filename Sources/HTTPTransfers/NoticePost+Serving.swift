internal import CLinux
internal import ContainerModel
internal import DurableFiles
internal import FoundationEssentials
internal import Glibc
public import NoticeSending
internal import SystemPackage
public import Workers

extension NoticePost: ServedTask {
  /// Where certificate authorities are on the systems that this program runs on.
  private static let systemAuthorities = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem",
  ]

  /// Sends it once.
  public static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    let lines = try request.headersFile.map { try HeaderFile(path: $0).lines() } ?? []
    let authorities = try request.caFile.map { try Self.authorities(with: $0) }
    try confine()
    let outcome = try outcome(of: request, lines: lines, authorities: authorities)
    guard outcome.isWhole, 200..<300 ~= outcome.status else {
      throw NoticeError(cause(of: outcome, request))
    }
    return Reply()
  }

  /// Gives up what is not needed to listen to a server. What the file of headers holds must not end up in a core file.
  private static func confine() throws(NoticeError) {
    var none = rlimit()
    setrlimit(Int32(bitPattern: RLIMIT_CORE.rawValue), &none)
    guard clinux_keep_capabilities(0) == 0 else {
      throw NoticeError("capabilities can't be given up: \(String(cString: strerror(errno)))")
    }
  }

  private static func outcome(
    of request: Request, lines: [String], authorities: [UInt8]?
  ) throws(NoticeError) -> Transfer.Outcome {
    do throws(TransferError) {
      var transfer = try Transfer()
      return try transfer.post(
        request.url, Array(request.body), lines: ["Content-Type: application/json"] + lines,
        authorities: authorities, milliseconds: Int(request.timeout.seconds) * 1000)
    } catch {
      throw NoticeError(error.description)
    }
  }

  /// The system's certificate authorities and those of a file, in one text.
  private static func authorities(with path: String) throws(NoticeError) -> [UInt8] {
    do throws(FileError) {
      var text = try DurableFile(FilePath(path)).read(limit: 8 << 20)
      for system in systemAuthorities where system != path {
        guard let bundle = try DurableFile(FilePath(system)).readIfPresent(limit: 8 << 20) else {
          continue
        }
        text += [UInt8(ascii: "\n")] + bundle
        break
      }
      return text
    } catch {
      throw NoticeError(error.description)
    }
  }

  private static func cause(of outcome: Transfer.Outcome, _ request: Request) -> String {
    if outcome.status >= 300 { return "the server answered \(outcome.status)" }
    return switch outcome.problem {
    case .late: "no answer within \(request.timeout.seconds) s"
    case .connection(let problem): String(cString: strerror(problem))
    case .other(let text): text
    case nil: "the server answered \(outcome.status)"
    }
  }
}
