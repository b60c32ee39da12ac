extension ContainerSpec {
  /// The image's directory in the store; nil for a directory of the host.
  public func imageKey(mapping: IDRange?) -> ImageKey? {
    guard case .archive(_, let sha256) = image else { return nil }
    return ImageKey(digest: sha256, mapping: mapping)
  }

  /// Names an upper by what lies below it: an upper fits only the image and the ids it was made for.
  public func upperKey(mapping: IDRange?) -> String {
    let ids = MappingKey(mapping)
    switch image {
    case .archive(_, let sha256): return "\(sha256)-\(ids)"
    case .directory(let path): return "directory-\(Self.fingerprint(path))-\(ids)"
    }
  }

  /// The uppers that a container of this spec keeps: one, or none where nothing is written to disk.
  public func upperKeys(mapping: IDRange?) -> [String] {
    rootfs.mode == .persistent ? [upperKey(mapping: mapping)] : []
  }

  /// The volumes that its mounts name, each once, in order.
  public var volumes: [String] {
    var names: [String] = []
    for mount in mounts {
      switch mount.source {
      case .volume(let name): names.append(name)
      case .overlay(_, .some(let upper), _): names.append(upper)
      case .overlay, .bind, .tmpfs: break
      }
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// FNV-1a in 64 bits: tells paths apart in a name of fixed length; nothing relies on it being hard to forge.
  private static func fingerprint(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}

extension ContainerSpec {
  /// The ids that the container has: none of its own where it is privileged, else those it was made with, else the host's.
  public func mapping(previous: InventoryEntry?, host: IDRange?) -> IDRange? {
    security.privileged ? nil : previous?.mapping ?? host
  }
}
