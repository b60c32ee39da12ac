import Testing

@testable import LXCRuntime

@Suite
struct StartLogTests {
  @Test("The message of an error stands behind its source")
  func message() {
    let line =
      "lxc web 20261123220937.554 ERROR    network - ../src/lxc/network.c:attach:1619 - No such device - Failed to attach \"veth0\""
    #expect(StartLog.error(in: line[...]) == "No such device - Failed to attach \"veth0\"")
  }

  @Test(
    "Other levels, and lines that are none, have no message",
    arguments: [
      "lxc web 20261123220937.554 WARN     network - ../src/lxc/network.c:attach:1619 - No such device",
      "lxc web 20261123220937.554 INFO     conf - conf.c:ERROR:1 - something", "", "ERROR",
      " - ERROR - ",
    ])
  func noMessage(_ line: String) {
    #expect(StartLog.error(in: line[...]) == nil)
  }

  @Test(
    "A group belongs to the container whose name it has, or had before one was left behind",
    arguments: [
      ("web", "web", true), ("web-1", "web", true), ("web-12", "web", true),
      ("web-1", "web-1", true), ("web-a", "web", false), ("web-", "web", false),
      ("webs", "web", false), ("web-2", "web", false),
    ])
  func groups(_ group: String, _ name: String, _ expected: Bool) {
    #expect(ContainerProcess.belongs(group, to: name, others: ["web", "web-2"]) == expected)
  }
}
