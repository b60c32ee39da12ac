/// Why a worker could not talk to its caller.
enum WorkerChannelError: Error, CustomStringConvertible {
  case noRequest
  case callerGone

  var description: String {
    switch self {
    case .noRequest: "standard input ended before the request"
    case .callerGone: "the caller has ended"
    }
  }
}
