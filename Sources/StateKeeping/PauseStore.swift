public import ContainerModel
import DurableFiles
public import Reconciling
import SystemPackage

/// The pauses of this machine: a file each in the state directory, so that they outlast a boot.
public struct PauseStore: Sendable {
  private let layout: StateLayout

  /// Those in the state directory `layout`.
  public init(_ layout: StateLayout) {
    self.layout = layout
  }

  /// What a pause is about.
  public enum Subject: Hashable, Sendable {
    /// The machine.
    case all
    case container(ContainerName)
  }

  /// Every pause there is, also those whose time is over.
  ///
  /// - Parameter damaged: what stands for one that cannot be read: it is better to do nothing then.
  public func pauses(damaged: (String) -> Pause) -> [Subject: Pause] {
    var pauses: [Subject: Pause] = [:]
    for subject in [.all] + names.map(Subject.container) {
      do throws(StateError) {
        pauses[subject] = try file(subject).read()
      } catch {
        pauses[subject] = damaged("\(error)")
      }
    }
    return pauses
  }

  private var names: [ContainerName] {
    let files = (try? DurableDirectory(FilePath(layout.pauses)).namesIfPresent()) ?? []
    return files.filter { $0.hasSuffix(".json") }.compactMap { ContainerName($0.dropLast(5)) }
      .sorted()
  }

  /// Begins one, in place of one that there may be.
  public func begin(_ pause: Pause, of subject: Subject) throws(StateError) {
    do throws(FileError) {
      if case .container = subject {
        try DurableDirectory(FilePath(layout.pauses)).create(parents: true)
      }
    } catch {
      throw StateError("write", layout.pauses, "\(error.cause)")
    }
    try file(subject).write(pause)
  }

  /// Lifts one; false where there was none.
  public func lift(_ subject: Subject) throws(StateError) -> Bool {
    let path = file(subject).path
    do throws(FileError) {
      guard try DurableFile(FilePath(path)).exists() else { return false }
      try DurableFile(FilePath(path)).remove()
      return true
    } catch {
      throw StateError("remove", path, "\(error.cause)")
    }
  }

  private func file(_ subject: Subject) -> CheckedFile<Pause> {
    switch subject {
    case .all: CheckedFile(path: layout.pause)
    case .container(let name): CheckedFile(path: "\(layout.pauses)/\(name).json")
    }
  }
}
