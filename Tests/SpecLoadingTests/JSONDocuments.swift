import SpecLoading

/// Specs in JSON, in each of which one value stands in one place: all values of a kind in all places for them, and
/// some of every kind everywhere.
enum JSONDocuments {
  static let all: [String] = places.flatMap { place in
    (JSONValues.common + place.values).map { value in
      let parts = place.field.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
      return document(parts.joined(separator: value))
    }
  }

  /// Containers that some of the values name.
  static let dependencies = ["a", "b", "chown", "kill"].map { name in
    SpecFile(path: "\(name)-.yaml", bytes: Array(document(#""name": "\#(name)""#).utf8))
  }

  private static func document(_ field: String) -> String {
    let head = #""apiVersion": "turris-containers/v1", "kind": "Container""#
    let name = field.hasPrefix(#""name""#) ? "" : #", "name": "web""#
    let image = field.hasPrefix(#""image""#) ? "" : #", "image": {"directory": "/srv/web"}"#
    return "{\(head)\(name)\(image), \(field)}"
  }

  /// Where a value goes, for which `@` stands, and which values are worth trying there.
  private struct Place {
    let field: String
    let values: [String]

    init(_ field: String, _ values: [String] = []) {
      self.field = field
      self.values = values
    }
  }

  private static let places: [Place] = [
    Place(#""name": @"#, JSONValues.names),
    Place(#""description": @"#),
    Place(#""labels": @"#),
    Place(#""labels": {"a": @}"#),
    Place(#""state": @"#),
    Place(#""suspend": @"#),
    Place(#""protect": @"#),
    Place(#""boot": @"#),
    Place(#""boot": {"order": @}"#, JSONValues.numbers),
    Place(#""image": @"#),
    Place(#""image": {"directory": @}"#, JSONValues.paths),
    Place(#""image": {"archive": @}"#),
    Place(
      #""image": {"archive": {"path": @, "sha256": "\#(JSONValues.digest)"}}"#, JSONValues.paths),
    Place(#""image": {"archive": {"path": "/a", "sha256": @}}"#, JSONValues.digests),
    Place(#""rootfs": @"#),
    Place(#""rootfs": {"mode": @}"#),
    Place(#""rootfs": {"mode": "ephemeral", "size": @}"#, JSONValues.quantities),
    Place(#""rootfs": {"mode": "readOnly", "size": @}"#, JSONValues.quantities),
    Place(#""rootfs": {"size": @}"#, JSONValues.quantities),
    Place(#""command": @"#),
    Place(#""command": [@]"#),
    Place(#""command": ["sh", @]"#),
    Place(#""environment": @"#),
    Place(#""environment": {"A": @}"#),
    Place(#""workingDirectory": @"#, JSONValues.paths),
    Place(#""user": @"#, JSONValues.users),
    Place(#""stop": @"#),
    Place(#""stop": {"signal": @}"#),
    Place(#""stop": {"timeout": @}"#, JSONValues.quantities),
    Place(#""resources": @"#),
    Place(#""resources": {"memory": @}"#),
    Place(#""resources": {"memory": {"limit": @}}"#, JSONValues.quantities),
    Place(#""resources": {"memory": {"high": @}}"#, JSONValues.quantities),
    Place(#""resources": {"memory": {"swap": @}}"#, JSONValues.quantities),
    Place(#""resources": {"cpu": @}"#),
    Place(#""resources": {"cpu": {"limit": @}}"#, JSONValues.numbers),
    Place(#""resources": {"cpu": {"weight": @}}"#, JSONValues.numbers),
    Place(#""resources": {"cpu": {"set": @}}"#, JSONValues.processors),
    Place(#""resources": {"pids": @}"#),
    Place(#""resources": {"pids": {"limit": @}}"#, JSONValues.numbers),
    Place(#""resources": {"io": @}"#),
    Place(#""resources": {"io": {"weight": @}}"#, JSONValues.numbers),
    Place(#""resources": {"io": {"devices": @}}"#),
    Place(#""resources": {"io": {"devices": [@]}}"#),
    Place(#""resources": {"io": {"devices": [{"device": @, "read": "1MiB"}]}}"#, JSONValues.paths),
    Place(
      #""resources": {"io": {"devices": [{"device": "/dev/a", "write": @}]}}"#,
      JSONValues.quantities),
    Place(
      #""resources": {"io": {"devices": [{"device": "/dev/a", "readIOPS": @}]}}"#,
      JSONValues.numbers),
    Place(#""prlimits": @"#),
    Place(#""prlimits": {"nofile": @}"#, JSONValues.numbers),
    Place(#""sysctls": @"#),
    Place(#""sysctls": {"a.b": @}"#),
    Place(#""networks": @"#),
    Place(#""networks": [@]"#),
    Place(#""networks": [{"bridge": @}]"#, JSONValues.names),
    Place(#""networks": [{"bridge": "b", "name": @}]"#, JSONValues.names),
    Place(#""networks": [{"bridge": "b", "type": @}]"#),
    Place(#""networks": [{"bridge": "b", "mac": @}]"#, JSONValues.macs),
    Place(#""networks": [{"bridge": "b", "mtu": @}]"#, JSONValues.numbers),
    Place(
      #""networks": [{"bridge": "b", "mtu": @, "ipv6": {"address": "fd00::1/64"}}]"#,
      JSONValues.numbers),
    Place(#""networks": [{"bridge": "b", "ipv4": @}]"#),
    Place(#""networks": [{"bridge": "b", "ipv4": {"address": @}}]"#, JSONValues.addresses),
    Place(
      #""networks": [{"bridge": "b", "ipv4": {"address": "10.9.8.6/32", "gateway": @}}]"#,
      JSONValues.addresses),
    Place(#""networks": [{"bridge": "b", "ipv6": {"address": @}}]"#, JSONValues.addresses),
    Place(
      #""networks": [{"bridge": "b", "ipv6": {"address": "fd09::2/128", "gateway": @}}]"#,
      JSONValues.addresses),
    Place(#""mounts": @"#),
    Place(#""mounts": [@]"#),
    Place(#""mounts": [{"target": @, "volume": "v"}]"#, JSONValues.paths),
    Place(#""mounts": [{"target": "/m", "volume": "v", "readOnly": @}]"#),
    Place(#""mounts": [{"target": "/m", "volume": @}]"#, JSONValues.names),
    Place(#""mounts": [{"target": "/m", "bind": @}]"#),
    Place(#""mounts": [{"target": "/m", "bind": {"source": @}}]"#, JSONValues.paths),
    Place(#""mounts": [{"target": "/m", "tmpfs": @}]"#),
    Place(#""mounts": [{"target": "/m", "tmpfs": {"size": @}}]"#, JSONValues.quantities),
    Place(#""mounts": [{"target": "/m", "overlay": @}]"#),
    Place(#""mounts": [{"target": "/m", "overlay": {"lower": @}}]"#),
    Place(#""mounts": [{"target": "/m", "overlay": {"lower": [@]}}]"#, JSONValues.paths),
    Place(
      #""mounts": [{"target": "/m", "overlay": {"lower": ["/l"], "upper": @}}]"#, JSONValues.names),
    Place(
      #""mounts": [{"target": "/m", "overlay": {"lower": ["/l"], "size": @}}]"#,
      JSONValues.quantities),
    Place(
      #""mounts": [{"target": "/m", "overlay": {"lower": ["/l"], "upper": "u", "size": @}}]"#,
      JSONValues.quantities),
    Place(#""security": @"#),
    Place(#""security": {"privileged": @}"#),
    Place(#""security": {"capabilities": @}"#),
    Place(#""security": {"capabilities": {"drop": @}}"#),
    Place(#""security": {"capabilities": {"keep": [@]}}"#),
    Place(#""security": {"seccomp": @}"#),
    Place(#""security": {"noNewPrivileges": @}"#),
    Place(#""devices": @"#),
    Place(#""devices": [@]"#),
    Place(#""devices": [{"path": @}]"#, JSONValues.paths),
    Place(#""devices": [{"path": "/dev/a", "mode": @}]"#),
    Place(#""dependsOn": @"#),
    Place(#""unknown": @"#),
    Place(#""health": @"#),
    Place(#""health": {"exec": @}"#),
    Place(#""health": {"exec": [@]}"#),
    Place(#""health": {"exec": ["a", @]}"#),
    Place(#""health": {"tcp": @}"#),
    Place(#""health": {"tcp": {"port": @}}"#, JSONValues.numbers),
    Place(#""health": {"http": @}"#),
    Place(#""health": {"http": {"port": @}}"#, JSONValues.numbers),
    Place(#""health": {"http": {"port": 80, "path": @}}"#, JSONValues.paths),
    Place(#""health": {"tcp": {"port": 80}, "interval": @}"#, JSONValues.quantities),
    Place(#""health": {"tcp": {"port": 80}, "timeout": @}"#, JSONValues.quantities),
    Place(#""health": {"tcp": {"port": 80}, "retries": @}"#, JSONValues.numbers),
    Place(#""health": {"tcp": {"port": 80}, "startPeriod": @}"#, JSONValues.quantities),
    Place(#""health": {"interval": @}"#, JSONValues.quantities),
    Place(#""ports": @"#),
  ]
}
