import Testing

@testable import HostJudging

@Suite("a kernel's configuration")
struct KernelConfigTests {
  @Test("says which options are on, modules and off; what it does not name is off")
  func modern() throws {
    let config = try #require(Configs.config(Configs.modern))
    #expect(config.release == "6.6.73")
    #expect(!config.isOpenWrtBuild)
    #expect(config.setting(KernelOption("OVERLAY_FS")) == .on)
    #expect(config.setting(KernelOption("VETH")) == .module)
    #expect(config.setting(KernelOption("MACVLAN")) == .off)
    #expect(config.setting(KernelOption("FUSE_FS")) == .off)
  }

  @Test("of an OpenWrt build has names of its own, and is silent about the rest")
  func openWrt() throws {
    let config = try #require(Configs.config(Configs.openWrt2014))
    #expect(config.isOpenWrtBuild)
    #expect(config.release == nil)
    #expect(config.setting(KernelOption("NET_NS")) == .on)
    #expect(config.setting(KernelOption("MEMCG_SWAP")) == .off)
    #expect(config.setting(KernelOption("POSIX_MQUEUE", openWrt: ["KERNEL_LXC_MISC"])) == .on)
    #expect(config.setting(KernelOption("VETH", module: "veth")) == .module)
    #expect(config.setting(KernelOption("OVERLAY_FS")) == .unknown)
  }

  @Test(
    "is refused where no line sets an option",
    arguments: ["", "\n\n", "hello\u{0}world", "NAMESPACES=y", "#CONFIG_X=y", "\u{7F}ELF"])
  func garbage(_ text: String) { #expect(Configs.config(text) == nil) }

  @Test("may come with the line ends of another system, and without a line end")
  func lineEnds() throws {
    let config = try #require(Configs.config("# CONFIG_USER_NS is not set\r\nCONFIG_NET_NS=m\r"))
    #expect(config.setting(KernelOption("NET_NS")) == .module)
    #expect(config.setting(KernelOption("USER_NS")) == .off)
  }

  @Test(
    "releases are ordered by number, not by letter",
    arguments: [("5.9", "5.10"), ("4.19.1", "5.4-rc1"), ("6.6.73", "6.11")])
  func releases(_ older: String, _ newer: String) throws {
    #expect(try #require(KernelRelease(older)) < #require(KernelRelease(newer)))
    #expect(KernelRelease("next") == nil)
  }
}
