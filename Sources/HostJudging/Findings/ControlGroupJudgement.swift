/// How control groups are laid out, and the traps of each layout.
struct ControlGroupJudgement {
  private let groups: ControlGroupAccount
  private let liblxc: LiblxcAccount

  init(_ groups: ControlGroupAccount, liblxc: LiblxcAccount) {
    self.groups = groups
    self.liblxc = liblxc
  }

  var findings: [Finding] {
    guard groups.layout != .none else {
      return [
        Finding(
          .controlGroups, "layout", .needed, "no control groups are mounted: no container starts",
          remedy: "mount them at boot: mount -t cgroup2 cgroup2 /sys/fs/cgroup")
      ]
    }
    return [layout] + lostKeys + readOnly
  }

  private var layout: Finding {
    switch groups.layout {
    case .none, .version2:
      Finding(.controlGroups, "layout", .fine, "version 2 alone")
    case .version1:
      Finding(.controlGroups, "layout", .fine, "version 1: \(controllers)")
    case .hybrid where !groups.version1.contains(where: { !$0.hasPrefix("name=") }):
      hybridWithoutControllers
    case .hybrid:
      Finding(
        .controlGroups, "layout", .fine, "versions 1 and 2; limits are those of 1: \(controllers)")
    }
  }

  /// As procd and lxc-auto set it up: a hierarchy of version 1 that only names processes makes liblxc ignore limits of version 2.
  private var hybridWithoutControllers: Finding {
    let names = groups.version1.sorted().joined(separator: ", ")
    let left = groups.available.subtracting(groups.handedDown).sorted()
    let message =
      "version 2, beside a hierarchy of version 1 that limits nothing (\(names)): liblxc then hands no controller to containers"
    guard !left.isEmpty, let place = groups.version2Place else {
      let handed = groups.handedDown.sorted().joined(separator: ", ")
      return Finding(
        .controlGroups, "layout", .fine,
        handed.isEmpty ? message : "\(message), but somebody else does (\(handed))")
    }
    let words = left.map { "+\($0)" }.joined(separator: " ")
    return Finding(
      .controlGroups, "layout", .advised, "\(message), and nobody else does",
      remedy:
        "unmount the hierarchy of version 1 if nothing needs it, or at each boot: echo '\(words)' > \(place)/cgroup.subtree_control"
    )
  }

  private var controllers: String {
    groups.version1.filter { !$0.hasPrefix("name=") }.sorted().joined(separator: ", ")
  }

  private var lostKeys: [Finding] {
    guard !liblxc.knowsVersion1, !controllers.isEmpty else { return [] }
    return [
      Finding(
        .controlGroups, "limits at a start", .advised,
        "liblxc \(liblxc.version) knows limits of version 2 only, and here they are of version 1",
        remedy: "boot with control groups of version 2 alone, or use liblxc 6 or older")
    ]
  }

  private var readOnly: [Finding] {
    groups.readOnly.map { place in
      Finding(
        .controlGroups, place, .needed, "is mounted read-only: no container can have a group there",
        remedy: "mount it anew: mount -o remount,rw \(place)")
    }
  }
}
