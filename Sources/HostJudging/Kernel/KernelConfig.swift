/// What a kernel was built with, as far as containers need to know.
public struct KernelConfig: Codable, Hashable, Sendable {
  /// What a file says of an option.
  public enum Setting: String, Codable, Hashable, Sendable {
    /// Built in.
    case on
    /// A module, which may be loaded or not.
    case module
    /// Left out.
    case off
    /// The file does not say: that of an OpenWrt build lists only what was chosen there.
    case unknown
  }

  /// The release that the file names; nil where it names none.
  public let release: String?
  /// Whether it is the configuration of an OpenWrt build, not of a kernel.
  public let isOpenWrtBuild: Bool
  /// The options that matter, by the name that the file has for them.
  private let settings: [String: Setting]

  /// The most bytes that are read of a file, once it is unpacked; kernels of today have 300 KB.
  public static let limit = 8 << 20

  /// Reads a `.config`, line by line.
  ///
  /// - Returns: nil where no line sets an option: whatever it is, it is no configuration.
  public init?(_ text: [UInt8]) {
    let wanted = Set(KernelFeature.all.flatMap(\.options).flatMap(\.names))
    var settings: [String: Setting] = [:]
    var release: String?
    var isOpenWrtBuild = false
    var hasOptions = false
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let line = String(decoding: line, as: UTF8.self)
      guard let (name, setting) = Self.option(line) else {
        if release == nil { release = Self.release(line) }
        continue
      }
      hasOptions = true
      // No option of the kernel is called so.
      if name.hasPrefix("PACKAGE_") || name == "KERNEL_LXC_MISC" || name == "KERNEL_NAMESPACES" {
        isOpenWrtBuild = true
      }
      if wanted.contains(name) { settings[name] = setting }
    }
    guard hasOptions else { return nil }
    self.settings = settings
    self.release = release
    self.isOpenWrtBuild = isOpenWrtBuild
  }

  /// What the file says of `option`.
  public func setting(_ option: KernelOption) -> Setting {
    let found = option.names.compactMap { settings[$0] }
    for setting in [Setting.on, .module, .off] where found.contains(setting) { return setting }
    // Kconfig leaves an option out whose dependencies are not met.
    return isOpenWrtBuild ? .unknown : .off
  }

  /// `CONFIG_NET_NS=y`, or `# CONFIG_NET_NS is not set`.
  private static func option(_ line: String) -> (String, Setting)? {
    if line.hasPrefix("CONFIG_"), let equals = line.firstIndex(of: "=") {
      let value = line[line.index(after: equals)...].prefix { $0 != "\r" }
      let setting: Setting = value == "m" ? .module : value == "n" ? .off : .on
      return (String(line[..<equals].dropFirst(7)), setting)
    }
    guard line.hasPrefix("# CONFIG_"), let end = line.dropFirst(9).firstIndex(of: " "),
      line[end...].hasPrefix(" is not set")
    else { return nil }
    return (String(line[..<end].dropFirst(9)), .off)
  }

  /// `# Linux/arm 5.15.148 Kernel Configuration`.
  private static func release(_ line: String) -> String? {
    let words = line.split(separator: " ")
    guard words.count >= 4, words[0] == "#", words[1].hasPrefix("Linux"),
      words.contains("Configuration")
    else { return nil }
    return words[2...].map(String.init).first { KernelRelease($0) != nil }
  }
}
