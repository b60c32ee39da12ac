internal import ContainerModel
internal import Crypto
internal import DurableFiles
internal import FoundationEssentials
internal import Reconciling
internal import SystemPackage

extension LXCContainerRuntime {
  /// The largest config that is read.
  private static let configLimit: Int64 = 4 << 20

  func render(_ entry: InventoryEntry) throws(LXCRuntimeError) -> RenderedConfig {
    let text = try ConfigRendering.text(places(entry), facts: facts(for: entry.spec))
    return RenderedConfig(text: text, digest: Self.digest(Array(text.utf8)))
  }

  /// SHA-256 of the container's config as hexadecimal digits; nil where there is none.
  func configDigest(_ name: String) throws(LXCRuntimeError) -> String? {
    do throws(FileError) {
      return try DurableFile(configFile(name)).readIfPresent(limit: Self.configLimit)
        .map(Self.digest)
    } catch {
      throw LXCRuntimeError("read the config of", name, cause: "\(error)")
    }
  }

  /// What became of the config of the container called `name`; that of somebody else's, without an entry, is never edited.
  func condition(
    ofConfig name: String, _ entry: InventoryEntry?
  ) throws(LXCRuntimeError) -> ConfigCondition {
    guard let digest = try configDigest(name) else { return .missing }
    guard let entry else { return .current }
    guard digest == entry.configDigest else { return .edited }
    return try render(entry).digest == digest ? .current : .outdated
  }

  /// Has liblxc read the config under another name, where no config stands that could spoil it, and then replaces the real one.
  func write(_ config: RenderedConfig, for entry: InventoryEntry) async throws(LXCRuntimeError) {
    let name = entry.spec.name
    let bytes = Array(config.text.utf8)
    if try configDigest(name.description) == Self.digest(bytes) { return }
    let directory = FilePath("\(run.root)/checks")
    let candidate = directory.appending("\(name).config")
    let log = directory.appending("\(name).log")
    do throws(FileError) {
      try DurableDirectory(directory).create(parents: true)
      try DurableFile(candidate).replace(with: bytes)
    } catch {
      throw LXCRuntimeError("configure", name.description, cause: "\(error)")
    }
    try await check(entry, candidate: candidate, log: log)
    do throws(FileError) {
      try DurableFile(candidate).remove()
      try DurableFile(log).remove()
      let file = configFile(name.description)
      try DurableDirectory(file.removingLastComponent()).create(parents: true)
      try DurableFile(file).replace(with: bytes)
    } catch {
      throw LXCRuntimeError("configure", name.description, cause: "\(error)")
    }
  }

  private func check(_ entry: InventoryEntry, candidate: FilePath, log: FilePath)
    async throws(LXCRuntimeError)
  {
    let name = entry.spec.name.description
    let command = StarterCommand(
      places: places(entry), lxcPath: candidate.removingLastComponent().string)
    let answer = try await starter.run(
      command.check(candidate.string, log: log.string), deadline: timing.other)
    switch answer {
    case .done: return
    case .failed(let reason):
      let reasons = StartLog(path: log.string).errors
      throw LXCRuntimeError(
        "configure", name, cause: reasons.first.map { "liblxc: \($0)" } ?? reason,
        details: reasons.dropFirst().map { "liblxc: \($0)" })
    case .late:
      throw LXCRuntimeError(
        "configure", name, cause: "liblxc did not read its config within \(timing.other)",
        isPassing: true)
    }
  }

  private func facts(for spec: ContainerSpec) -> ConfigFacts {
    var facts = ConfigFacts(
      limits: limits, knowsV1Keys: LiblxcFacts.knows("lxc.cgroup"),
      seccompProfile: LiblxcFacts.knows("lxc.seccomp.profile") ? seccompProfile : nil)
    facts.blockDevices = BlockDevices(of: spec.resources)
    for device in spec.devices {
      facts.deviceNumbers[device.path] = HostPaths.device(device.path)
    }
    for mount in spec.mounts {
      if case .bind(let source) = mount.source, let status = HostPaths.look(source),
        status.type != .directory
      {
        facts.fileSources.insert(source)
      }
    }
    return facts
  }

  /// LXC's own where it is installed, else ours, which `start` writes.
  private var seccompProfile: String {
    FileManager.default.fileExists(atPath: CommonSeccomp.installed)
      ? CommonSeccomp.installed : run.seccompProfile
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
