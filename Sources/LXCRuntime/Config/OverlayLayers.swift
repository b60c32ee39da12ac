/// The directories of an overlay.
struct OverlayLayers: Hashable, Sendable {
  /// Read-only directories, the first on top.
  var lowers: [String]
  /// Where writes go; `work` stands beside it.
  var upper: String

  /// The overlay's work directory.
  var work: String {
    upper.lastIndex(of: "/").map { "\(upper[..<$0])/work" } ?? "work"
  }

  /// What every overlay of ours is mounted with.
  ///
  /// The kernel's own defaults may be otherwise, and an upper that was written with one of these on is read wrongly without it
  /// (kernel documentation, `filesystems/overlayfs`). Within a user namespace the attributes of an overlay must be of the kind
  /// `user.overlay.` (`userxattr`); without that a directory of a lower cannot be removed.
  static func options(unprivileged: Bool) -> [String] {
    let off = ["index=off", "metacopy=off", "redirect_dir=nofollow", "xino=off"]
    return unprivileged ? off + ["userxattr"] : off
  }

  /// Refuses paths that the list of lowers cannot hold.
  func check(for subject: String) throws(LXCRuntimeError) {
    for path in lowers + [upper] where path.contains(where: { ":,\\".contains($0) }) {
      throw LXCRuntimeError(
        "mount", subject,
        cause:
          "'\(path)' holds a colon, comma or backslash, which separate the layers of an overlay")
    }
  }
}
