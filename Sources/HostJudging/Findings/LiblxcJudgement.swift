/// Whether configs of ours mean to liblxc what they should.
struct LiblxcJudgement {
  private let liblxc: LiblxcAccount
  /// Major versions of liblxc that this program was tried with, or whose source was read.
  private static let known = 4...7

  init(_ liblxc: LiblxcAccount) { self.liblxc = liblxc }

  var findings: [Finding] { [version] + keys + seccomp }

  private var version: Finding {
    let major = liblxc.version.prefix { $0 != "." }
    guard let number = Int(major), Self.known.contains(number) else {
      return Finding(
        .liblxc, "version", .advised,
        "liblxc \(liblxc.version) is none that turris-apply was made for",
        remedy: "use liblxc 5 or 6")
    }
    return Finding(.liblxc, "version", .fine, "liblxc \(liblxc.version)")
  }

  private var keys: [Finding] {
    guard !liblxc.missing.isEmpty else {
      return [Finding(.liblxc, "keys", .fine, "all that configs have are known")]
    }
    return [
      Finding(
        .liblxc, "keys", .needed,
        "liblxc does not know \(liblxc.missing.joined(separator: ", ")), and refuses configs with them",
        remedy: "use liblxc 5 or 6")
    ]
  }

  private var seccomp: [Finding] {
    guard !liblxc.knowsSeccomp else {
      return [Finding(.liblxc, "seccomp", .fine, "built in")]
    }
    return [
      Finding(
        .liblxc, "seccomp", .needed,
        "liblxc was built without it: only containers with security.seccomp: unconfined start",
        remedy: "install a liblxc with seccomp")
    ]
  }
}
