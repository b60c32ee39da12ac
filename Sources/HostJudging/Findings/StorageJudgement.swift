/// Whether containers find storage that holds what they write, and for how long.
struct StorageJudgement {
  private let host: HostAccount

  /// Less does not hold the smallest image and its journal, in bytes.
  private static let least: Int64 = 32 << 20
  /// Images of whole distributions take this much, in bytes.
  private static let enough: Int64 = 512 << 20
  /// The same in files.
  private static let leastFiles: Int64 = 1000
  /// The same in files.
  private static let enoughFiles: Int64 = 20_000

  init(_ host: HostAccount) { self.host = host }

  var findings: [Finding] {
    var findings: [Finding] = []
    if let state = host.state {
      findings += place(state, "state directory") + room(state) + overlays
    }
    if let containers = host.containers { findings += place(containers, "containers' directory") }
    if let run = host.volatile, !run.isVolatile {
      findings.append(
        Finding(
          .storage, "run directory", .advised,
          "\(run.path) is not in memory (\(run.type)): every run writes to storage there",
          remedy: "set runDirectory to a folder on a tmpfs, such as /run/turris-apply"))
    }
    return findings
  }

  private func place(_ storage: StorageAccount, _ subject: String) -> [Finding] {
    if storage.isReadOnly {
      return [
        Finding(
          .storage, subject, .needed, "\(storage.path) is on \(described(storage)), read-only",
          remedy: "mount it writable, or choose another directory in the settings")
      ]
    }
    if storage.isVolatile {
      // A run refuses it, and that is said already.
      guard !host.verdicts.contains(where: { $0.subject == subject }) else { return [] }
      return [
        Finding(
          .storage, subject, .advised,
          "\(storage.path) is in memory (\(storage.type)): a reboot empties it",
          remedy: "set it to a folder on storage, such as external storage at /srv")
      ]
    }
    guard let flash = storage.flash else {
      return [Finding(.storage, subject, .fine, "\(storage.path) on \(described(storage))")]
    }
    return [
      Finding(
        .storage, subject, .advised,
        "\(storage.path) is on built-in flash or a memory card (\(flash)), which containers wear out",
        remedy:
          "mount external storage at /srv, and set stateDirectory and lxcPath to folders on it")
    ]
  }

  private func described(_ storage: StorageAccount) -> String {
    let upper = storage.upperType.map { " upon \($0)" } ?? ""
    return "\(storage.type)\(upper) (\(storage.source))"
  }

  private func room(_ storage: StorageAccount) -> [Finding] {
    let space = Self.text(storage.free)
    let files = storage.freeFiles.map { " and room for \($0) files" } ?? ""
    let message = "\(space)\(files) free for \(storage.path)"
    let remedy = "free some, or set stateDirectory to a folder on larger storage"
    let freeFiles = storage.freeFiles ?? .max
    if storage.free < Self.least || freeFiles < Self.leastFiles {
      return [Finding(.storage, "room", .needed, "only \(message)", remedy: remedy)]
    }
    if storage.free < Self.enough || freeFiles < Self.enoughFiles {
      return [
        Finding(
          .storage, "room", .advised, "\(message): not enough for larger images", remedy: remedy)
      ]
    }
    return [Finding(.storage, "room", .fine, message)]
  }

  /// Nothing where the kernel has no overlays at all: that is said once.
  private var overlays: [Finding] {
    if case .failed = host.kernel.trials[.overlay] { return [] }
    if host.state?.isReadOnly == true { return [] }
    return [
      overlay(.overlayOnStorage, "overlays on it", "no privileged container starts"),
      overlay(
        .userOverlayOnStorage, "unprivileged overlays on it",
        "no unprivileged container starts, which is what containers are"),
      ownerShift,
    ]
  }

  private var ownerShift: Finding {
    let subject = "shifted owners on it"
    switch host.kernel.trials[.ownerShift] ?? .notTried(reason: "were not tried") {
    case .works: return Finding(.storage, subject, .fine, "work")
    case .failed(let reason), .notTried(let reason):
      return Finding(
        .storage, subject, .advised,
        "\(reason): image.directory may not work for unprivileged containers",
        remedy: "where that is wanted, use Linux 5.12 or newer and ext4, btrfs or xfs")
    }
  }

  private func overlay(_ trial: KernelTrial, _ subject: String, _ loss: String) -> Finding {
    switch host.kernel.trials[trial] ?? .notTried(reason: "was not tried") {
    case .works: Finding(.storage, subject, .fine, "work")
    case .failed(let reason):
      Finding(
        .storage, subject, .needed,
        "an overlay that writes to \(host.state?.existing ?? "it") does not work: \(reason): \(loss)",
        remedy:
          "set stateDirectory to a folder on ext4, btrfs or xfs, with extended attributes, not on an overlay; unprivileged ones need Linux 5.11"
      )
    case .notTried(let reason):
      Finding(
        .storage, subject, .advised, "not known: \(reason)",
        remedy: "see that root can write there, and run `turris-apply check` again")
    }
  }

  /// `1.5 GiB`, rounded down.
  static func text(_ bytes: Int64) -> String {
    let units: [(name: String, size: Int64)] = [
      ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
    ]
    guard let unit = units.first(where: { bytes >= $0.size }) else { return "\(bytes) B" }
    let tenths = bytes / (unit.size / 10)
    return tenths < 100
      ? "\(tenths / 10).\(tenths % 10) \(unit.name)" : "\(tenths / 10) \(unit.name)"
  }
}
