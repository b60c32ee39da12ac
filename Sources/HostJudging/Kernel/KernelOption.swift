/// One option of the kernel's configuration, without `CONFIG_`.
public struct KernelOption: Hashable, Sendable {
  /// What it is called today, or was when it went.
  public let name: String
  /// What else stands for it in the configuration of an OpenWrt build (OpenWrt's `config/Config-kernel.in` of 2014 and later), where
  /// each option of the kernel has `KERNEL_` before its name.
  public let openWrtNames: [String]
  /// The first release that has it; nil: all of those that matter.
  public let since: KernelRelease?
  /// The first release that has it no more, since what it stood for is always there, or part of another option.
  public let until: KernelRelease?
  /// The kernel's module where it may be one, and what `kmod-` package of OpenWrt has it.
  public let module: String?

  init(
    _ name: String, openWrt: [String] = [], since: KernelRelease? = nil,
    until: KernelRelease? = nil, module: String? = nil
  ) {
    self.name = name
    openWrtNames = openWrt
    self.since = since
    self.until = until
    self.module = module
  }

  /// The names that it may have in a file, the kernel's own first.
  var names: [String] {
    let packages = module.map { ["PACKAGE_kmod-\($0)"] } ?? []
    return [name, "KERNEL_\(name)"] + openWrtNames + packages
  }

  /// Whether a kernel of this release has such an option; any has where the release is not known.
  func exists(in release: KernelRelease?) -> Bool {
    guard let release else { return true }
    return release >= since ?? release && until.map { release < $0 } ?? true
  }
}
