import Planning

/// Says in a line what a new container is: image, memory, networks, and what a reader must not miss.
struct CreationSummary {
  private let values: [String: String]

  init(_ changes: [FieldChange]) {
    values = Dictionary(
      changes.compactMap { change in change.after.map { (change.path, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// `from asterisk.tar.xz (sha256 3b1c5e0f…), 128MiB, br-lan 192.168.1.20/24`.
  var text: String {
    var parts: [String] = []
    if let path = values["image.archive.path"], let digest = values["image.archive.sha256"] {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      parts.append("from \(harmless(file)) (sha256 \(digest.prefix(8))…)")
    } else if let path = values["image.directory"] {
      parts.append("from directory \(harmless(path))")
    }
    if let memory = values["resources.memory.limit"] { parts.append(memory) }
    for (path, bridge) in values.sorted(by: { $0.key < $1.key }) where path.hasSuffix("].bridge") {
      let prefix = path.dropLast("bridge".count)
      let address = values["\(prefix)ipv4.address"] ?? values["\(prefix)ipv6.address"]
      parts.append(harmless(bridge) + (address.map { " \($0)" } ?? ""))
    }
    if values["state"] == "stopped" { parts.append("stopped") }
    return parts.joined(separator: ", ")
  }
}
