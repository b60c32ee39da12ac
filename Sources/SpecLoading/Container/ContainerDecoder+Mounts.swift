import ContainerModel
import YAMLDocument

extension ContainerDecoder {
  private enum MountKey: String, FieldKey {
    case target, readOnly, volume, bind, tmpfs, overlay
    static let later = ["size"]
    static let sources: [MountKey] = [.volume, .bind, .tmpfs, .overlay]
  }
  private enum BindKey: String, FieldKey {
    case source
  }
  private enum TmpfsKey: String, FieldKey {
    case size
  }
  private enum OverlayKey: String, FieldKey {
    case lower, upper, size
  }

  mutating func readMounts(_ list: Field) -> [MountSpec] {
    var specs: [MountSpec] = []
    var clashes = MountClashes()
    for item in document.items(of: list) ?? [] {
      guard let spec = readMount(item) else { continue }
      let target = item.key("target") ?? item
      let origin = document.origin(of: target)
      if let clash = clashes.add(target: spec.target, at: origin) {
        document.report(clash.message, value: target, note: clash.note)
      }
      let volume = item.key("volume") ?? item.key("overlay")?.key("upper") ?? item
      if let clash = clashes.add(volumeOf: spec.source, at: document.origin(of: volume)) {
        document.report(clash.message, value: volume, note: clash.note)
      }
      specs.append(spec)
    }
    document.note(list)
    return specs
  }

  private mutating func readMount(_ item: Field) -> MountSpec? {
    let target = item.key("target").flatMap { readTarget($0) }
    let item = item.at(path: "mounts[\(target ?? "")]")
    guard let fields = document.fields(of: item, MountKey.self, required: [.target]) else {
      return nil
    }
    document.requireOne(of: MountKey.sources, in: fields, owner: item)
    var readOnly = false
    var source: MountSource?
    for (key, field) in fields {
      switch key {
      case .target: break
      case .readOnly: readOnly = document.boolean(field) ?? readOnly
      case .volume: source = document.volumeName(field).map { .volume(name: $0) }
      case .bind: source = readBind(field)
      case .tmpfs: source = readTmpfs(field)
      case .overlay: source = readOverlay(field)
      }
    }
    guard let target, let source else { return nil }
    return MountSpec(target: target, source: source, readOnly: readOnly)
  }

  /// Where in the container; not over what makes it a container.
  private mutating func readTarget(_ field: Field) -> String? {
    guard let path = document.absolutePath(field) else { return nil }
    let isKernels =
      path == "/dev" || path == "/proc" || path == "/sys" || path.hasPrefix("/proc/")
      || path.hasPrefix("/sys/")
    if isKernels {
      document.report(
        "nothing can be mounted at \(quoted(path)); the container needs it as it is",
        value: field)
      return nil
    }
    return path
  }

  private mutating func readBind(_ field: Field) -> MountSource? {
    let fields = document.fields(of: field, BindKey.self, required: [.source]) ?? []
    return fields.first.flatMap { document.absolutePath($0.field) }.map { .bind(source: $0) }
  }

  private mutating func readTmpfs(_ field: Field) -> MountSource? {
    guard let fields = document.fields(of: field, TmpfsKey.self) else { return nil }
    let size = fields.first.map { document.bytes($0.field) } ?? RootfsSpec.defaultTmpfsSize
    return size.map { .tmpfs(size: $0) }
  }

  private mutating func readOverlay(_ field: Field) -> MountSource? {
    guard let fields = document.fields(of: field, OverlayKey.self, required: [.lower]) else {
      return nil
    }
    var lower: [OverlayLower] = []
    var upper: String?
    var size: ByteCount?
    for (key, field) in fields {
      switch key {
      case .lower: lower = readLowers(field)
      case .upper: upper = document.volumeName(field)
      case .size: size = document.bytes(field)
      }
    }
    if fields.contains(where: { $0.key == .upper }) {
      if let size = fields.first(where: { $0.key == .size }) {
        document.report(
          "'size' of a volume is not supported yet; remove it, or remove 'upper'", key: size.field)
      }
      return .overlay(lower: lower, upper: upper, size: nil)
    }
    return .overlay(lower: lower, upper: nil, size: size ?? RootfsSpec.defaultTmpfsSize)
  }

  private mutating func readLowers(_ field: Field) -> [OverlayLower] {
    var lowers: [OverlayLower] = []
    var seen: Set<String> = []
    for item in document.items(of: field, atLeast: 1) ?? [] {
      guard let text = document.string(item, wanted: "a directory"),
        !document.isRepeated(text, item, among: &seen)
      else { continue }
      let folder = text.hasPrefix("repo:") ? text.dropFirst("repo:".count) : nil
      let problem =
        folder.map { PathRule.problem(relative: $0) }
        ?? PathRule.problem(absolute: text, root: false, layer: true)
      if let problem {
        document.report(problem, value: item)
      } else if let folder {
        lowers.append(.repository(folder: String(folder), tree: nil))
        draft.folders.append(located(String(folder), item))
      } else {
        lowers.append(.host(path: text))
      }
    }
    document.note(field)
    return lowers
  }
}
