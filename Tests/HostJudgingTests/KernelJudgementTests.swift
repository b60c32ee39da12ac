import Testing

@testable import HostJudging

@Suite("what a kernel can")
struct KernelJudgementTests {
  /// A kernel on which every trial works.
  static func able(_ config: String? = nil, release: String = "6.6.73") -> KernelAccount {
    var kernel = KernelAccount(release: release)
    kernel.config = config.flatMap(Configs.config)
    kernel.configFile = config == nil ? nil : "/proc/config.gz"
    for trial in KernelTrial.allCases { kernel.trials[trial] = .works }
    return kernel
  }

  static func groups() -> ControlGroupAccount {
    var groups = ControlGroupAccount()
    groups.layout = .version2
    groups.version2Place = "/sys/fs/cgroup"
    groups.limits = Set(
      [
        "memory.limit", "memory.high", "memory.swap", "cpu.limit", "cpu.weight", "cpu.set",
        "pids.limit", "io.devices",
      ].map { "resources.\($0)" })
    return groups
  }

  static func findings(
    _ kernel: KernelAccount, _ groups: ControlGroupAccount = groups()
  ) -> [String: Finding] {
    Dictionary(
      KernelJudgement(kernel, groups: groups).findings.map { ($0.subject, $0) },
      uniquingKeysWith: { $0.level == .fine ? $1 : $0 })
  }

  @Test("is fine where everything works, whether its configuration is known or not")
  func able() {
    for config in [nil, Configs.modern] {
      let found = Self.findings(Self.able(config))
      #expect(found.values.allSatisfy { $0.level == .fine }, "\(found)")
      #expect(found["overlays"]?.message == "work")
    }
  }

  @Test("counts by trial: an option that the configuration lacks is no fault where it works")
  func trialWins() {
    let found = Self.findings(Self.able(Configs.without("OVERLAY_FS")))
    #expect(found["overlays"]?.level == .fine)
    #expect(found["configuration"]?.level == .fine)
  }

  @Test("a file that was chosen and lacks what works is said to be another kernel's")
  func contradiction() {
    var kernel = Self.able(Configs.without("OVERLAY_FS"))
    kernel.isConfigChosen = true
    let finding = Self.findings(kernel)["configuration"]
    #expect(finding?.level == .advised)
    #expect(finding?.message.contains("lacks CONFIG_OVERLAY_FS, which works here") == true)
    kernel = Self.able(Configs.modern, release: "6.12.1")
    kernel.isConfigChosen = true
    #expect(Self.findings(kernel)["configuration"]?.message.contains("Linux 6.6.73") == true)
  }

  @Test("an option that is off, and whose trial fails, wants another kernel")
  func off() {
    var kernel = Self.able(Configs.without("OVERLAY_FS"))
    kernel.trials[.overlay] = .failed(reason: "the kernel has no such file system")
    let finding = Self.findings(kernel)["overlays"]
    #expect(finding?.level == .needed)
    #expect(
      finding?.message
        == "the kernel has no such file system; /proc/config.gz lacks CONFIG_OVERLAY_FS: no container starts"
    )
    #expect(finding?.remedy == "use a kernel with CONFIG_OVERLAY_FS=y")
  }

  @Test("a module that is not loaded is to be loaded")
  func module() {
    var kernel = Self.able(Configs.modern)
    kernel.trials[.veth] = .failed(reason: "operation not supported")
    let finding = Self.findings(kernel)["veth interfaces"]
    #expect(finding?.level == .needed)
    #expect(finding?.message.contains("CONFIG_VETH is a module") == true)
    #expect(finding?.remedy?.contains("modprobe veth") == true)
    #expect(finding?.remedy?.contains("kmod-veth") == true)
  }

  @Test("what is built in and fails is forbidden by something else")
  func forbidden() {
    var kernel = Self.able(Configs.modern)
    kernel.trials[.userNamespace] = .failed(reason: "operation not permitted")
    #expect(Self.findings(kernel)["user namespaces"]?.remedy?.contains("forbids") == true)
  }

  @Test("without a configuration a failed trial names the options that it needs")
  func noConfig() {
    var kernel = Self.able()
    kernel.trials[.seccompFilters] = .failed(reason: "invalid argument")
    #expect(
      Self.findings(kernel)["seccomp filters"]?.remedy
        == "use a kernel with CONFIG_SECCOMP=y, CONFIG_SECCOMP_FILTER=y")
  }

  @Test("an old call is missing because the kernel is old")
  func oldKernel() {
    var kernel = Self.able(release: "5.4.1")
    kernel.trials[.descriptorRanges] = .failed(reason: "the kernel has no such system call")
    let finding = Self.findings(kernel)["ranges of descriptors (Linux 5.9)"]
    #expect(finding?.level == .needed)
    #expect(finding?.remedy?.hasPrefix("use a newer kernel") == true)
  }

  @Test("what was not tried goes by the configuration, and is not known without one")
  func untried() {
    var kernel = Self.able(Configs.without("NET_NS"))
    kernel.trials[.networkNamespace] = .notTried(reason: "the worker was killed")
    #expect(Self.findings(kernel)["network namespaces"]?.level == .needed)
    kernel = Self.able(Configs.modern)
    kernel.trials[.networkNamespace] = nil
    #expect(Self.findings(kernel)["network namespaces"]?.level == .fine)
    kernel = Self.able()
    kernel.trials[.networkNamespace] = nil
    #expect(Self.findings(kernel)["network namespaces"]?.level == .advised)
  }

  @Test("names of OpenWrt's builds of 2014 count, and what those do not list is not known")
  func openWrt2014() {
    var kernel = Self.able(Configs.openWrt2014, release: "3.10.49")
    kernel.trials = [:]
    let found = Self.findings(kernel)
    #expect(found["network namespaces"]?.level == .fine)
    #expect(found["terminals"]?.level == .advised)
    #expect(found["message queues"]?.level == .fine)
    #expect(found["overlays"]?.message.hasPrefix("not known") == true)
  }

  @Test("a limit that is missing is advised against, with what the kernel lacks")
  func limit() {
    var groups = Self.groups()
    groups.limits.remove("resources.pids.limit")
    let finding = Self.findings(Self.able(Configs.without("CGROUP_PIDS")), groups)["task limits"]
    #expect(finding?.level == .advised)
    #expect(finding?.remedy == "use a kernel with CONFIG_CGROUP_PIDS=y")
  }

  @Test("a controller that was turned off at boot, or is not handed down, has another remedy")
  func controllers() {
    var groups = Self.groups()
    groups.limits.remove("resources.memory.limit")
    groups.disabled = ["memory"]
    #expect(
      Self.findings(Self.able(Configs.modern), groups)["memory limits"]?.remedy?
        .contains("cgroup_disable=memory") == true)
    groups.disabled = []
    groups.layout = .hybrid
    groups.available = ["memory"]
    #expect(
      Self.findings(Self.able(Configs.modern), groups)["memory limits"]?.remedy?
        .contains("echo +memory > /sys/fs/cgroup/cgroup.subtree_control") == true)
  }
}
