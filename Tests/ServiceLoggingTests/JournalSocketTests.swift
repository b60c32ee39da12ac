import Glibc
import Testing

@testable import ServiceLogging

@Suite("journald is spoken to as it wants to be")
struct JournalSocketTests {
  @Test("with fields of a line, and those of several with their length")
  func datagrams() {
    #expect(
      JournalSocket.datagram([("MESSAGE", "a\nb"), ("PRIORITY", "6"), ("EMPTY", "")])
        == Array("MESSAGE\n".utf8) + [3, 0, 0, 0, 0, 0, 0, 0] + Array("a\nb\n".utf8)
        + Array("PRIORITY=6\nEMPTY=\n".utf8))
    let long = JournalSocket.datagram([("A", String(repeating: "x", count: 1 << 20))])
    #expect(long.count == 3 + JournalSocket.valueLimit)
  }

  @Test("where standard error leads to it, and nowhere else")
  func streams() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    var status = stat()
    try #require(fstat(ends[1], &status) == 0)
    let name = "\(status.st_dev):\(status.st_ino)"
    #expect(JournalSocket.isStream(name, descriptor: ends[1]))
    for other in [nil, "", "\(status.st_dev):\(status.st_ino + 1)", "x" + name] {
      #expect(!JournalSocket.isStream(other, descriptor: ends[1]), "\(other ?? "")")
    }
    #expect(!JournalSocket.isStream(name, descriptor: -1))
  }

  @Test("and is missed where it is not there")
  func missing() {
    #expect(JournalSocket(path: "/nonexistent/socket") == nil)
    #expect(JournalSocket(path: "/" + String(repeating: "x", count: 200)) == nil)
  }
}
