import Glibc
import Testing

/// A process that sleeps in a network namespace of its own.
struct ProcessWithNetwork {
  let process: pid_t

  init() throws {
    var process: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [
      strdup("unshare"), strdup("--net"), strdup("sleep"), strdup("60"), nil,
    ]
    defer { arguments.forEach { free($0) } }
    try #require(posix_spawnp(&process, "unshare", nil, nil, &arguments, environ) == 0)
    self.process = process
    // `unshare` has left our network once it has become `sleep`.
    while try Self.command(of: process) != "sleep" { usleep(1000) }
  }

  func run(_ command: String) throws {
    try #require(system("nsenter --net=/proc/\(process)/ns/net sh -c '\(command)'") == 0)
  }

  func end() {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  private static func command(of process: pid_t) throws -> String {
    let file = try #require(fopen("/proc/\(process)/comm", "r"))
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 64)
    try #require(fgets(&line, 64, file) != nil)
    return String(
      decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
