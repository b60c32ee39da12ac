import ContainerModel
import YAMLDocument

/// Reads one `kind: Container` document.
struct ContainerDecoder {
  /// Reads values and collects what is wrong with them.
  var document: DocumentDecoder
  /// What was read so far.
  var draft = SpecDraft()
  /// Where the container's gateways stand.
  var gateways: [AddressFamily: SpecOrigin] = [:]

  /// The one version of the format.
  static let apiVersion = "turris-containers/v1"

  init(file: String) {
    document = DocumentDecoder(file: file)
  }

  /// Reads the whole document.
  mutating func read(_ root: Node) {
    let field = Field(document: root)
    guard isContainer(root),
      let fields = document.fields(
        of: field, ContainerKey.self, required: [.apiVersion, .kind, .name, .image])
    else { return }
    let name = fields.first { $0.key == .name }.flatMap { readName($0.field) }
    let image = fields.first { $0.key == .image }.flatMap { readImage($0.field) }
    // Made-up values keep the rest of the file readable; a file with errors is never put to use.
    guard let anyName = name ?? ContainerName("unnamed") else { return }
    var spec = ContainerSpec(name: anyName, image: image ?? .directory(path: "/"))
    for (key, field) in fields { read(key, field, into: &spec) }
    if name != nil { draft.spec = spec }
  }

  /// Whether the document claims to be a container of this version; another kind is one error, not one for each of its keys.
  private mutating func isContainer(_ root: Node) -> Bool {
    guard case .mapping(let pairs) = root.content else { return true }
    var answer = true
    for pair in pairs {
      let field = Field(pair, in: "")
      switch pair.key.text {
      case "apiVersion":
        answer = document.choice(field, [Self.apiVersion]) != nil && answer
      case "kind":
        answer =
          document.choice(field, ["Container"], later: ["Network", "Host"]) != nil && answer
      default: break
      }
    }
    return answer
  }

  private mutating func readName(_ field: Field) -> ContainerName? {
    guard let name = document.containerName(field) else { return nil }
    draft.name = located(name, field)
    return name
  }

  private mutating func read(_ key: ContainerKey, _ field: Field, into spec: inout ContainerSpec) {
    switch key {
    case .apiVersion, .kind, .name, .image: break
    case .description: spec.description = document.string(field, lines: true)
    case .labels: spec.labels = readLabels(field)
    case .state: spec.state = document.choice(field, RunState.self) ?? spec.state
    case .suspend: spec.suspend = document.boolean(field) ?? spec.suspend
    case .protect: spec.protect = document.boolean(field) ?? spec.protect
    case .boot: spec.boot = readBoot(field)
    case .restart: spec.restart = document.choice(field, RestartPolicy.self) ?? spec.restart
    case .rootfs: spec.rootfs = readRootfs(field)
    case .command: spec.command = readCommand(field)
    case .environment: spec.environment = readEnvironment(field)
    case .workingDirectory: spec.workingDirectory = document.absolutePath(field, root: true)
    case .user: spec.user = readUser(field)
    case .stop: spec.stop = readStop(field)
    case .resources: spec.resources = readResources(field)
    case .prlimits: spec.prlimits = readPRLimits(field)
    case .sysctls: spec.sysctls = readSysctls(field)
    case .networks: spec.networks = readNetworks(field)
    case .mounts: spec.mounts = readMounts(field)
    case .security: spec.security = readSecurity(field)
    case .devices: spec.devices = readDevices(field)
    case .dependsOn: spec.dependsOn = readDependsOn(field)
    case .health: spec.health = readHealth(field)
    }
  }

  /// A value with its place.
  func located<Value>(_ value: Value, _ field: Field) -> Located<Value> {
    Located(value: value, origin: document.origin(of: field), length: field.node.length)
  }
}
