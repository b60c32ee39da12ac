import Testing

@testable import HostJudging

@Suite("a machine")
struct HostJudgementTests {
  static func able() -> HostAccount {
    var host = HostAccount(
      kernel: KernelJudgementTests.able(), controlGroups: KernelJudgementTests.groups(),
      liblxc: LiblxcAccount(version: "5.0.3", missing: [], knowsVersion1: true, knowsSeccomp: true),
      clock: ClockAccount(now: 1_780_000_000, bound: 1_779_000_000, boundFile: "/etc/x"),
      repository: .reached(url: "/srv/r.git", reference: "main", isCertain: true))
    var state = StorageAccount(
      path: "/srv/turris-apply", existing: "/srv", type: "ext4", source: "/dev/sda1")
    state.disk = "sda"
    state.free = 8 << 30
    state.freeFiles = 100_000
    host.state = state
    host.containers = state
    host.bridges = ["br-lan"]
    return host
  }

  static func problems(_ change: (inout HostAccount) -> Void) -> [Finding] {
    var host = able()
    change(&host)
    return judgeHost(host).filter { $0.level != .fine }
  }

  @Test("with everything has no problem, and its findings are ordered")
  func fine() {
    #expect(Self.problems { _ in }.isEmpty)
    let areas = judgeHost(Self.able()).map(\.area)
    let order = Finding.Area.allCases
    #expect(areas == order.flatMap { area in areas.filter { $0 == area } })
  }

  @Test("every problem says what to do")
  func remedies() {
    let found = Self.problems { host in
      for trial in KernelTrial.allCases { host.kernel.trials[trial] = .failed(reason: "no") }
      host.controlGroups = ControlGroupAccount()
      host.liblxc = LiblxcAccount(
        version: "9.1", missing: ["lxc.idmap"], knowsVersion1: false, knowsSeccomp: false)
      host.state?.free = 0
      host.state?.isVolatile = true
      host.containers?.isReadOnly = true
      host.bridges = []
      host.repository = .none
      host.clock.now = 0
    }
    #expect(found.count > 30)
    #expect(found.allSatisfy { $0.remedy?.isEmpty == false }, "\(found)")
  }

  @Test("with a clock before its newest file cannot use certificates")
  func clock() {
    let found = Self.problems { $0.clock.now = 3600 }
    #expect(found.map(\.level) == [.advised])
    #expect(found[0].message.contains("it shows 1970-01-01, before /etc/x was written"))
    #expect(
      Self.problems { ($0.clock.now, $0.usesCertificates) = (3600, true) }.map(\.level)
        == [.needed])
    #expect(Self.problems { $0.clock.now = 4_000_000_000 }[0].message.contains("expired"))
    #expect(Self.problems { $0.clock.now = 1_778_950_000 }.isEmpty)
  }

  @Test(
    "dates are those of the calendar",
    arguments: [
      (0, "1970-01-01"), (951_782_400, "2000-02-29"), (1_795_676_264, "2026-11-26"),
      (-1, "1969-12-31"), (4_102_444_800, "2100-01-01"),
    ])
  func dates(_ seconds: Int64, _ date: String) { #expect(ClockJudgement.date(seconds) == date) }

  @Test("whose state is on flash is warned, and told of external storage")
  func flash() {
    let changes: [(inout StorageAccount) -> Void] = [
      { $0.type = "ubifs" }, { $0.disk = "mmcblk0" }, { $0.source = "/dev/mtdblock6" },
      { ($0.type, $0.upperType) = ("overlay", "jffs2") },
    ]
    for change in changes {
      let found = Self.problems { host in
        guard var state = host.state else { return }
        change(&state)
        host.state = state
      }
      #expect(found.map(\.level) == [.advised], "\(found)")
      #expect(found.first?.remedy?.contains("/srv") == true)
    }
  }

  @Test(
    "needs room, in bytes and in files",
    arguments: [
      (1 << 20, 100_000, [Finding.Level.needed]), (100 << 20, 100_000, [.advised]),
      (8 << 30, 10, [.needed]), (8 << 30, nil, []),
    ] as [(Int64, Int64?, [Finding.Level])])
  func room(_ bytes: Int64, _ files: Int64?, _ levels: [Finding.Level]) {
    let found = Self.problems { host in
      host.state?.free = bytes
      host.state?.freeFiles = files
    }
    #expect(found.map(\.level) == levels)
  }

  @Test("sizes are rounded down to what people read", arguments: [(1536, "1.5 KiB"), (14, "14 B")])
  func sizes(_ bytes: Int64, _ text: String) { #expect(StorageJudgement.text(bytes) == text) }

  @Test("whose storage cannot carry overlays is told so once, not where the kernel has none")
  func overlays() {
    let failed = TrialResult.failed(reason: "invalid argument")
    #expect(
      Self.problems { $0.kernel.trials[.userOverlayOnStorage] = failed }.map(\.subject)
        == ["unprivileged overlays on it"])
    #expect(
      Self.problems {
        $0.kernel.trials[.overlay] = failed
        $0.kernel.trials[.userOverlayOnStorage] = failed
      }.map(\.subject) == ["overlays"])
  }

  @Test("as procd sets it up hands no controller to containers, unless somebody else does")
  func hybrid() {
    func change(_ host: inout HostAccount) {
      host.controlGroups.layout = .hybrid
      host.controlGroups.version1 = ["name=systemd"]
      host.controlGroups.available = ["memory", "pids"]
      host.controlGroups.limits.insert("devices")
    }
    let found = Self.problems(change).filter { $0.area == .controlGroups }
    #expect(found.map(\.level) == [.advised])
    #expect(found.first?.remedy?.contains("echo '+memory +pids'") == true)
    let handed = Self.problems {
      change(&$0)
      $0.controlGroups.handedDown = ["memory", "pids"]
    }
    #expect(handed.filter { $0.area == .controlGroups }.isEmpty)
  }

  @Test("whose liblxc knows no limits of version 1 is told so where they are of version 1")
  func newLiblxc() {
    let found = Self.problems {
      $0.controlGroups.layout = .version1
      $0.controlGroups.version1 = ["memory"]
      $0.controlGroups.limits.insert("devices")
      $0.liblxc.knowsVersion1 = false
    }
    #expect(found.map(\.subject) == ["limits at a start"])
  }
}
