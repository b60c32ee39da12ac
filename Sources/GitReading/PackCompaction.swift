import GitSource
import CLibGit2
import DurableFiles
import FoundationEssentials
import SystemPackage

/// Makes one pack of many: libgit2 adds one with each fetch and never puts them together.
struct PackCompaction {
  /// More packs than this are put together.
  static let packLimit = 16
  /// Several packs with more bytes than this are, too: what was force-pushed away is dropped.
  static let byteLimit: Int64 = 256 << 20

  private let repository: Repository
  private let mirror: Mirror
  private let directory: FilePath

  init(_ repository: Repository, mirror: Mirror) {
    self.repository = repository
    self.mirror = mirror
    directory = repository.path.appending("objects/pack")
  }

  /// Writes the pack and removes the old ones, if there are too many. Killed at any point, every
  /// object that is needed is still in some pack, and the next time clears away the rest.
  ///
  /// - Parameter commits: what must be kept, with all their ancestors, beside the tips that the
  ///   mirror keeps for this repository. Tips of other repositories are dropped.
  func runIfDue(keeping commits: [ObjectID]) throws(GitSourceError) {
    do {
      try removeLeftovers()
      let packs = try names().filter { $0.hasSuffix(".idx") }.map { String($0.dropLast(4)) }
      guard try isDue(packs) else { return }
      let kept = try write(keeping: commits)
      for pack in packs where pack != "pack-\(kept)" { try remove(pack) }
      try check("forget old packs", git_odb_refresh(repository.objects))
    } catch let error as GitLibraryError {
      throw GitSourceError(lackOfResources: error)
        ?? GitSourceError("compact the mirror", .mirror, error.text)
    } catch let error as FileError {
      throw GitSourceError("compact the mirror", .mirror, error.description)
    } catch {
      throw GitSourceError("compact the mirror", .mirror, String(describing: error))
    }
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.string)
  }

  private func isDue(_ packs: [String]) throws -> Bool {
    if packs.count > Self.packLimit { return true }
    let size = try packs.reduce(0 as Int64) { size, pack in
      try size + Stat(directory.appending("\(pack).pack")).size
    }
    return packs.count > 1 && size > Self.byteLimit
  }

  /// Writes everything that is needed into one pack, and returns the digits in its name.
  private func write(keeping commits: [ObjectID]) throws -> String {
    let builder = try PackBuilder(repository)
    for reference in try repository.references() {
      guard mirror.owns(reference), let target = try repository.target(of: reference) else {
        try repository.remove(reference)
        continue
      }
      try builder.insert(target)
    }
    for commit in commits { try builder.insert(commit) }
    return try builder.write()
  }

  /// The index first: a pack without one isn't looked at.
  private func remove(_ pack: String) throws {
    try DurableFile(directory.appending("\(pack).idx")).remove()
    try DurableFile(directory.appending("\(pack).pack")).remove()
  }

  /// What a killed fetch or compaction left.
  private func removeLeftovers() throws {
    let names = try names()
    for name in names {
      let isUnfinished = name.hasPrefix("pack_") || name.hasPrefix("tmp_")
      let isUnindexed =
        name.hasSuffix(".pack") && !names.contains("\(name.dropLast(5)).idx")
      if isUnfinished || isUnindexed { try DurableFile(directory.appending(name)).remove() }
    }
  }
}
