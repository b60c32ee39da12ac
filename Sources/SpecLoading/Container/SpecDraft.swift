import ContainerModel

/// What was read of one file: a spec, complete or not, and what is compared with other files.
struct SpecDraft: Sendable {
  /// The spec; nil where it has no valid name. Where the file has errors, some of it is made up.
  var spec: ContainerSpec?
  /// The place of its name.
  var name: Located<ContainerName>?
  /// Its interfaces' addresses, in the order of the file.
  var addresses: [Located<InterfaceAddress>] = []
  /// Its interfaces' hardware addresses.
  var macs: [Located<MACAddress>] = []
  /// What it depends on.
  var dependsOn: [Located<ContainerName>] = []
  /// The folders of the repository that it uses.
  var folders: [Located<String>] = []
}
