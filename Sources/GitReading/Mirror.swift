import GitSource
import Crypto
import DurableFiles
import FoundationEssentials
import SystemPackage

/// The bare repository in the state directory that keeps what was fetched.
struct Mirror {
  let path: FilePath
  /// Under which the tips of the repository with this address are kept.
  private let prefix: String

  init(_ path: String, of remote: GitRemote) {
    self.path = FilePath(path)
    let digest = SHA256.hash(data: Data(remote.url.utf8))
    let digits = digest.prefix(8).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    prefix = "refs/turris/\(digits.joined())/"
  }

  /// Where a mirror is made before it takes its place.
  private var unfinished: FilePath { FilePath(path.string + ".new") }
  /// Where a damaged one waits to be removed.
  private var discarded: FilePath { FilePath(path.string + ".old") }

  /// Opens it, or returns `nil` if there is none.
  func open() throws(GitSourceError) -> Repository? {
    guard (try? Stat(path)) != nil else { return nil }
    do throws(GitLibraryError) {
      return try Repository.open(path)
    } catch {
      throw .damagedMirror(error)
    }
  }

  /// Makes an empty one beside it, to be put in its place when it holds something.
  func begin() throws(GitSourceError) -> Repository {
    do {
      try DurableDirectory(unfinished).removeTree()
      try DurableDirectory(discarded).removeTree()
      return try Repository.create(unfinished)
    } catch {
      throw Self.unwritable(error)
    }
  }

  /// Puts the new one in its place.
  func finish() throws(GitSourceError) {
    do {
      if (try? Stat(path)) != nil { try DurableDirectory(path).rename(to: discarded) }
      try DurableDirectory(unfinished).rename(to: path)
      try DurableDirectory(discarded).removeTree()
    } catch {
      throw Self.unwritable(error)
    }
  }

  /// Drops the new one.
  func abandon() throws(GitSourceError) {
    do {
      try DurableDirectory(unfinished).removeTree()
    } catch {
      throw Self.unwritable(error)
    }
  }

  /// The name under which the tip of a branch or tag is kept: flat, so that `a` and `a/b`, which
  /// a server may have one after the other, don't get in each other's way.
  func tip(of reference: String) -> String {
    prefix + reference.split(separator: "/").joined(separator: "%2F")
  }

  /// Whether a reference is kept for this repository.
  func owns(_ reference: String) -> Bool { reference.hasPrefix(prefix) }

  private static func unwritable(_ error: any Error) -> GitSourceError {
    if let error = error as? GitLibraryError {
      return GitSourceError(lackOfResources: error)
        ?? GitSourceError("write the mirror", .mirror, error.text)
    }
    if let error = error as? FileError, error.errno == .noSpace {
      return GitSourceError("write the mirror", .resources, error.description)
    }
    return GitSourceError("write the mirror", .mirror, String(describing: error))
  }
}

extension GitSourceError {
  /// Objects or references of the mirror can't be read.
  static func damagedMirror(_ error: GitLibraryError) -> GitSourceError {
    GitSourceError(lackOfResources: error)
      ?? GitSourceError("read", .mirror, "the mirror is damaged", details: [error.text])
  }
}

/// Reads from the mirror: what the library then complains of is the mirror's fault.
func readingMirror<Value>(_ body: () throws -> Value) throws(GitSourceError) -> Value {
  do {
    return try body()
  } catch let error as GitSourceError {
    throw error
  } catch let error as GitLibraryError {
    throw .damagedMirror(error)
  } catch {
    throw GitSourceError("read", .mirror, String(describing: error))
  }
}
