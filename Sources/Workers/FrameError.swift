/// What can be wrong with a frame.
enum FrameError: Error, CustomStringConvertible {
  case tooLarge(Int64)

  var description: String {
    switch self {
    case .tooLarge(let count): "a frame of \(count) bytes, \(FrameBuffer.limit) are allowed"
    }
  }
}
