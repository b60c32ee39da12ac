/// What a kernel can, by trial where there was one, else by what it was built with.
struct KernelJudgement {
  private let kernel: KernelAccount
  private let groups: ControlGroupAccount

  init(_ kernel: KernelAccount, groups: ControlGroupAccount) {
    self.kernel = kernel
    self.groups = groups
  }

  var findings: [Finding] {
    KernelFeature.all.filter(matters).compactMap(finding)
      + (contradiction.isEmpty ? [source] : contradiction)
  }

  private func matters(_ feature: KernelFeature) -> Bool {
    switch feature.layout {
    case .any: true
    case .version1: groups.layout == .version1 || groups.layout == .hybrid
    case .version2: groups.layout == .version2
    }
  }

  private func finding(_ feature: KernelFeature) -> Finding? {
    switch result(of: feature) {
    case .works:
      Finding(.kernel, feature.name, .fine, "work")
    case .failed(let reason):
      failure(feature, reason)
    case .notTried(let reason):
      untried(feature, reason)
    }
  }

  private func result(of feature: KernelFeature) -> TrialResult {
    switch feature.proof {
    case .trial(let trial): kernel.trials[trial] ?? .notTried(reason: "was not tried")
    case .limit(let path):
      groups.limits.contains(path)
        ? .works : .failed(reason: "the control groups here do not have them")
    case .none: .notTried(reason: "cannot be tried")
    }
  }

  private func failure(_ feature: KernelFeature, _ reason: String) -> Finding? {
    let options = missing(feature)
    guard feature.importance != .incidental else { return incidental(feature, options) }
    return Finding(
      .kernel, feature.name, feature.level,
      "\(reason)\(clause(feature, options)): \(feature.loss)",
      remedy: remedy(feature, options))
  }

  private func untried(_ feature: KernelFeature, _ reason: String) -> Finding? {
    let options = missing(feature)
    if feature.importance == .incidental { return incidental(feature, options) }
    if kernel.config == nil || options.contains(where: { $0.setting == .unknown }) {
      return Finding(
        .kernel, feature.name, .advised, "not known: \(reason)\(clause(feature, options))",
        remedy: "try again, or give the kernel's configuration with --kernel-config")
    }
    let bad = options.filter { $0.setting == .off }
    guard !bad.isEmpty else {
      return Finding(.kernel, feature.name, .fine, "built in, but not tried: \(reason)")
    }
    return failure(feature, reason)
  }

  /// Told where it is known to be absent, though nothing here needs it.
  private func incidental(_ feature: KernelFeature, _ missing: [Missing]) -> Finding? {
    guard kernel.config != nil else { return nil }
    let off = missing.filter { $0.setting == .off }
    guard !off.isEmpty else {
      return missing.isEmpty ? Finding(.kernel, feature.name, .fine, "built in") : nil
    }
    return Finding(
      .kernel, feature.name, .fine, "not built in, and not needed by turris-apply")
  }

  /// An option that is not simply on.
  private typealias Missing = (option: KernelOption, setting: KernelConfig.Setting)

  private func missing(_ feature: KernelFeature) -> [Missing] {
    guard let config = kernel.config else { return [] }
    let release = KernelRelease(config.release ?? kernel.release)
    return feature.options.compactMap { option in
      let setting = config.setting(option)
      // The list of an OpenWrt build names no release: what it mentions counts.
      let exists =
        config.isOpenWrtBuild && config.release == nil
        ? option.until == nil || setting != .unknown : option.exists(in: release)
      return exists && setting != .on ? (option, setting) : nil
    }
  }

  /// `; CONFIG_OVERLAY_FS is not set in /proc/config.gz`.
  private func clause(_ feature: KernelFeature, _ options: [Missing]) -> String {
    guard kernel.config != nil, let file = kernel.configFile else { return "" }
    let off = options.filter { $0.setting == .off }.map { "CONFIG_\($0.option.name)" }
    let modules = options.filter { $0.setting == .module }.map { "CONFIG_\($0.option.name)" }
    if !off.isEmpty { return "; \(file) lacks \(off.joined(separator: ", "))" }
    if !modules.isEmpty { return "; \(modules.joined(separator: ", ")) is a module" }
    return ""
  }

  private func remedy(_ feature: KernelFeature, _ options: [Missing]) -> String {
    if case .limit(let path) = feature.proof, let remedy = groups.remedy(for: path) {
      return remedy
    }
    let off = options.filter { $0.setting == .off }
    let modules = options.filter { $0.setting == .module }
    if off.isEmpty, let module = modules.compactMap(\.option.module).first {
      return
        "load the module: modprobe \(module) (on OpenWrt install kmod-\(module)), and see that it is loaded at boot"
    }
    let wanted = (off.isEmpty && kernel.config == nil ? feature.options : off.map(\.option))
      .filter { $0.exists(in: KernelRelease(kernel.release)) }.map { "CONFIG_\($0.name)=y" }
    guard !wanted.isEmpty else {
      if feature.options.isEmpty {
        return
          "use a newer kernel; where this one is new enough, see what forbids it, such as a container around this machine"
      }
      if case .limit = feature.proof {
        return
          "the kernel was built with it: see that the hierarchy of its controller is mounted, and that no container around this machine keeps it"
      }
      return
        "the kernel was built with it: see what forbids it here, such as a container around this machine, a seccomp filter, or /proc/sys/user/max_*_namespaces"
    }
    return "use a kernel with \(wanted.joined(separator: ", "))"
  }

  private var source: Finding {
    if let problem = kernel.configProblem {
      return Finding(
        .kernel, "configuration", .advised, problem,
        remedy: "give another file with --kernel-config; until then only trials count")
    }
    guard kernel.config != nil, let file = kernel.configFile else {
      return Finding(
        .kernel, "configuration", .fine,
        "none was found (\(kernel.configPlaces.joined(separator: ", "))): only trials count")
    }
    return Finding(.kernel, "configuration", .fine, "Linux \(kernel.release), as \(file) says")
  }

  /// A file that somebody chose, and that speaks of another kernel than this one.
  private var contradiction: [Finding] {
    guard kernel.isConfigChosen, let config = kernel.config, let file = kernel.configFile else {
      return []
    }
    let wrong = KernelFeature.all.filter { result(of: $0) == .works }.flatMap(missing)
      .filter { $0.setting == .off }.map { "CONFIG_\($0.option.name)" }
    let isOther = config.release.map { $0 != kernel.release } ?? false
    guard !wrong.isEmpty || isOther else { return [] }
    let names = Set(wrong).sorted()
    let more = names.count > 4 ? " and \(names.count - 3) more" : ""
    let some = names.prefix(more.isEmpty ? 4 : 3).joined(separator: ", ")
    let lacks = names.isEmpty ? "" : "it lacks \(some)\(more), which works here; "
    let release = config.release.map { "it is of Linux \($0)" } ?? "it names no release"
    return [
      Finding(
        .kernel, "configuration", .advised,
        "\(file) is not this kernel's: \(lacks)\(release), and this is \(kernel.release)",
        remedy: "what was tried counts; run this on the machine that the file is for")
    ]
  }
}

extension KernelFeature {
  fileprivate var level: Finding.Level {
    switch importance {
    case .needed: .needed
    case .advised: .advised
    case .incidental: .fine
    }
  }
}
