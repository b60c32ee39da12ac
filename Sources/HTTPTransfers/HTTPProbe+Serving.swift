internal import ContainerModel
internal import Glibc
public import NetworkProbes
public import Workers

extension HTTPProbe: ServedTask {
  /// Asks once.
  public static func run(_ request: Request, report: (Progress) throws -> Void) throws -> Reply {
    let outcome = try outcome(of: request)
    guard outcome.isWhole, 200..<300 ~= outcome.status else {
      throw ProbeFailure(cause(of: outcome, request))
    }
    return Reply()
  }

  private static func outcome(of request: Request) throws(ProbeFailure) -> Transfer.Outcome {
    do throws(TransferError) {
      var transfer = try Transfer()
      do throws(ProbeFailure) { try request.network.enter() } catch {
        throw TransferError(error.cause)
      }
      return try transfer.get(
        "http://127.0.0.1:\(request.port)\(request.path)",
        milliseconds: Int(request.timeout.seconds) * 1000)
    } catch {
      throw ProbeFailure(error.description)
    }
  }

  private static func cause(of outcome: Transfer.Outcome, _ request: Request) -> String {
    let subject = "http \(request.port)\(request.path)"
    // Nothing that comes behind a bad status makes it a good one. Below 200 the answer itself is still to come.
    if outcome.status >= 300 || 100..<200 ~= outcome.status && outcome.isWhole {
      return "\(subject) answered \(outcome.status)"
    }
    return switch outcome.problem {
    case .late:
      "no \(outcome.status < 200 ? "" : "whole ")answer from \(subject) within \(request.timeout)"
    case .connection(ECONNREFUSED): "\(subject) refused the connection"
    case .connection(let problem): "\(subject): \(String(cString: strerror(problem)))"
    case .other(let text): "\(subject): \(text)"
    case nil: "\(subject) answered \(outcome.status)"
    }
  }
}
