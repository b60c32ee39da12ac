import ContainerModel
import SettingsLoading
import Testing

@Suite("The policy is read strictly")
struct PolicyTests {
  @Test("what is not said is as strict as can be")
  func defaults() {
    #expect(loadPolicy(Array("{}".utf8), path: "p").policy == Policy())
  }

  @Test("every key arrives")
  func everything() {
    let text = """
      privileged: true
      unconfined: true
      bindSources: [/srv/media, /mnt]
      imageDirectories: [/srv/rootfs]
      overlayLowers: [/srv/shared]
      devices: [/dev/ttyUSB]
      capabilities: [sys_time]
      sysctls: [kernel.panic]
      bridges: [br-*, lan]
      limits: {containers: 8, memory: 1GiB, cpu: 1.5}
      """
    var expected = Policy()
    expected.privileged = true
    expected.unconfined = true
    expected.bindSources = ["/srv/media", "/mnt"]
    expected.imageDirectories = ["/srv/rootfs"]
    expected.overlayLowers = ["/srv/shared"]
    expected.devices = ["/dev/ttyUSB"]
    expected.capabilities = ["sys_time"]
    expected.sysctls = ["kernel.panic"]
    expected.bridges = ["br-*", "lan"]
    expected.limits.containers = 8
    expected.limits.memory = ByteCount(bytes: 1 << 30)
    expected.limits.cpu = CoreCount(milli: 1500)
    #expect(
      loadPolicy(Array(text.utf8), path: "p") == LoadedPolicy(policy: expected, diagnostics: []))
  }

  @Test("all mistakes are reported at once")
  func mistakes() {
    #expect(
      policyComplaints(
        """
        privileged: yes
        bindSources: [srv, /, /etc/app, /proc, /srv, /srv]
        devices: [/srv/tty]
        capabilities: [SYS_TIME]
        sysctls: [panic]
        bridges: ["br lan"]
        limits: {memory: 5, cpu: "1"}
        hostPorts: []
        """) == [
          "1:13: 'privileged' must be true or false, not 'yes'",
          "2:15: 'srv' is no absolute path; begin it with '/'",
          "2:20: '/' cannot be used here; name a path below it",
          "2:23: nothing in '/etc' can be allowed; the router itself lives on it",
          "2:33: nothing in '/proc' can be allowed; the router itself lives on it",
          "2:46: '/srv' is listed twice; remove one",
          "3:11: item 1 of 'devices' must be below '/dev', not '/srv/tty'",
          "4:16: 'SYS_TIME' is no capability; did you mean 'sys_time'?",
          "5:11: 'panic' is no kernel parameter; write it as sysctl does: net.ipv4.ip_forward",
          "6:11: 'br lan' is no name of a bridge; use 1 to 15 of letters, digits, '.', '_' and '-',"
            + " and '*' for any text",
          "7:18: '5' has no unit; write 64MiB, for example",
          "7:26: 'cpu' must be a number, not a string",
          "8:1: 'hostPorts' is not supported yet",
        ])
  }

  @Test(
    "what is not built yet is refused",
    arguments: ["networkTypes", "hostPorts", "imageSources", "requireDigest"])
  func later(key: String) {
    #expect(policyComplaints("\(key): x") == ["1:1: '\(key)' is not supported yet"])
  }

  @Test("the example loads, and is the strictest policy with every key")
  func example() throws {
    let bytes = try repositoryFile("examples/settings/policy.yaml")
    let loaded = loadPolicy(bytes, path: "examples/settings/policy.yaml")
    #expect(loaded == LoadedPolicy(policy: Policy(), diagnostics: []))
    let text = String(decoding: bytes, as: UTF8.self)
    for path in try properties(ofSchema: "policy.v1.json") {
      let key = try #require(path.split(separator: ".").last)
      #expect(text.contains("\(key):"), "\(path)")
    }
  }
}
