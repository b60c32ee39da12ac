import CLinux
import FoundationEssentials
import Glibc
import SystemPackage

/// The worker's end of the conversation with its caller.
///
/// Takes over what the caller attached to descriptors 0 and 1 and puts harmless ones in their
/// place, so that no library can read the request or write among the frames, and no program
/// started by the task holds the pipes open: the copies are close-on-exec.
struct WorkerChannel: ~Copyable {
  private let input: FileDescriptor
  private let output: FileDescriptor

  init() throws {
    let request = try Self.duplicate(.standardInput)
    let frames = try Self.duplicate(.standardOutput)
    let null = try FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
    _ = try null.duplicate(as: .standardInput)
    try null.close()
    _ = try FileDescriptor.standardError.duplicate(as: .standardOutput)
    input = request
    output = frames
  }

  /// Reads the one frame that the caller sends.
  func request<Request: Decodable>(_ type: Request.Type) throws -> Request {
    var frames = FrameBuffer()
    let size = 64 << 10
    return try withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer in
      while true {
        if let frame = try frames.next() {
          return try JSONDecoder().decode(type, from: frame)
        }
        let count = try input.read(into: buffer)
        guard count > 0 else { throw WorkerChannelError.noRequest }
        frames.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }

  /// Sends one frame.
  func send(_ value: some Encodable) throws {
    try output.writeAll(FrameBuffer.frame(value))
  }

  /// From now on this process and its process group die at once when the caller does.
  ///
  /// The caller keeps the write end of the request's pipe open for as long as it lives. When that
  /// end closes, the kernel sends the signal asked for here (fcntl(2), `F_SETSIG`): no thread is
  /// needed, which would forbid the task `unshare` and `setns`, and unlike with
  /// `PR_SET_PDEATHSIG` the end of the one thread that spawned this process means nothing.
  func dieWithCaller() throws {
    let descriptor = input.rawValue
    try check(fcntl(descriptor, F_SETOWN, -getpgrp()))
    try check(clinux_set_readiness_signal(descriptor, SIGKILL))
    try check(fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_ASYNC))
    // The caller may have gone before: then there is no signal any more.
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if try check(poll(&state, 1, 0)) > 0 { throw WorkerChannelError.callerGone }
  }

  /// Ends what ``dieWithCaller()`` began, for what the task leaves running on purpose.
  func outliveCaller() throws {
    let descriptor = input.rawValue
    try check(fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_ASYNC))
  }

  private static func duplicate(_ descriptor: FileDescriptor) throws -> FileDescriptor {
    FileDescriptor(rawValue: try check(fcntl(descriptor.rawValue, F_DUPFD_CLOEXEC, 3)))
  }
}

@discardableResult
private func check(_ result: Int32) throws(Errno) -> Int32 {
  guard result >= 0 else { throw Errno(rawValue: errno) }
  return result
}
