/// The keys of `kind: Container`.
enum ContainerKey: String, FieldKey {
  case apiVersion, kind, name, description, labels
  case state, suspend, protect, boot, restart
  case image, rootfs, command, environment, workingDirectory, user, stop
  case resources, prlimits, sysctls, networks, mounts, security, devices, dependsOn, health

  static let later = ["ports", "dns", "files"]
}
