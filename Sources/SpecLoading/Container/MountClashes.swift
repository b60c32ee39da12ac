import ContainerModel

/// What the mounts of one container have taken so far.
struct MountClashes {
  /// Why a mount cannot be, and the place of the one before it.
  struct Clash {
    let message: String
    let note: String
  }

  private var targets = [String: SpecOrigin]()
  /// Every directory above a target, with that target.
  private var ancestors = [String: (target: String, origin: SpecOrigin)]()
  private var volumes = [String: (isUpper: Bool, origin: SpecOrigin)]()

  /// Takes a target. Mounts are made in the order of the spec, so one above another must come first.
  mutating func add(target: String, at origin: SpecOrigin) -> Clash? {
    if let first = targets[target] {
      return Clash(
        message: "something is mounted at \(quoted(target)) already; choose another target",
        note: first.description)
    }
    targets[target] = origin
    var parent = target[...]
    while let slash = parent.lastIndex(of: "/"), slash > parent.startIndex {
      parent = parent[..<slash]
      let key = String(parent)
      if ancestors[key] == nil { ancestors[key] = (target, origin) }
    }
    return ancestors[target].map { below in
      Clash(
        message: "this hides \(quoted(below.target)), mounted before it; put this one first",
        note: below.origin.description)
    }
  }

  /// Takes the volume of a mount. Two overlays over one upper, or a volume that is also seen as it is, would change under each other,
  /// with undefined results (kernel documentation, `filesystems/overlayfs`).
  mutating func add(volumeOf source: MountSource, at origin: SpecOrigin) -> Clash? {
    let use: (name: String, isUpper: Bool)
    switch source {
    case .volume(let name): use = (name, false)
    case .overlay(_, .some(let name), _): use = (name, true)
    case .overlay, .bind, .tmpfs: return nil
    }
    guard let first = volumes[use.name] else {
      volumes[use.name] = (use.isUpper, origin)
      return nil
    }
    guard use.isUpper || first.isUpper else { return nil }
    return Clash(
      message: "volume \(quoted(use.name)) is in use already; an upper cannot be shared, choose"
        + " another name", note: first.origin.description)
  }
}
