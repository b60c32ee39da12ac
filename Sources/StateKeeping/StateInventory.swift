public import ContainerModel
import Crypto
import DurableFiles
import FoundationEssentials
public import Reconciling
import Synchronization
import SystemPackage

/// The inventory: an entry beside each container's config, and copies of all in the index.
public final class StateInventory: InventoryStore {
  /// 0711: all may pass, none may list.
  private static let passable: FilePermissions = [
    .ownerReadWriteExecute, .groupExecute, .otherExecute,
  ]
  private let layout: StateLayout
  private let lxcPath: String
  private let index: Mutex<StateIndex>
  /// What the index file holds; nil where it could not be read.
  private let stored: Mutex<StateIndex?>
  /// Entries that were found damaged or missing, with copies that are sound.
  private let toMend = Mutex<[ContainerName: InventoryEntry]>([:])

  /// Opens the inventory of the state directory `layout` and the containers below `lxcPath`.
  ///
  /// An index that is missing or damaged is taken as empty: it is made anew from the entries.
  public init(layout: StateLayout, lxcPath: String) {
    self.layout = layout
    self.lxcPath = lxcPath
    let stored = try? CheckedFile<StateIndex>(path: layout.index).read()
    self.stored = Mutex(stored)
    index = Mutex(stored ?? StateIndex())
  }

  /// Which commit was accepted last.
  public var accepted: AcceptedSource? { index.withLock(\.accepted) }
  /// A later commit of which nothing was carried out.
  public var refused: RefusedCommit? { index.withLock(\.refused) }
  /// Which commit was applied whole.
  public var applied: Revision? { index.withLock(\.applied) }

  /// The specs that containers failed with last.
  public var failures: [ContainerName: FailedAttempt] { index.withLock { $0.failures ?? [:] } }

  /// Remembers what a container failed with, at once.
  public func remember(
    _ failure: FailedAttempt, of name: ContainerName
  ) throws(OperationError) {
    try update { $0.failures = ($0.failures ?? [:]).merging([name: failure]) { $1 } }
  }

  /// Forgets what a container failed with.
  public func forget(_ name: ContainerName) throws(OperationError) {
    guard failures[name] != nil else { return }
    try update { $0.failures?[name] = nil }
  }

  /// Remembers a commit that passed every check, where there is one, and which containers are about to be made.
  public func accept(
    _ source: AcceptedSource?, newcomers: Set<ContainerName>
  ) throws(OperationError) {
    try update { index in
      if let source {
        index.accepted = source
        index.refused = nil
      }
      // Those of an earlier run that were never made are forgotten.
      let left = index.newcomers?.filter { index.entries[$0] != nil } ?? []
      let all = newcomers.union(left).sorted()
      index.newcomers = all.isEmpty ? nil : all
    }
  }

  /// Remembers a commit of which nothing is carried out.
  public func refuse(_ commit: RefusedCommit) throws(OperationError) {
    try update { $0.refused = commit }
  }

  /// A new container has proved itself. Written with `flush`, which a run calls as soon as it has to wait: a write for each would cost
  /// more than making a container does.
  public func welcome(_ name: ContainerName) {
    index.withLock { $0.newcomers?.removeAll { $0 == name } }
  }

  /// Remembers a commit that was applied whole.
  public func recordApplied(_ revision: Revision) throws(OperationError) {
    try update { $0.applied = revision }
  }

  /// The id of the marker file; nil where there is none.
  public func stateID() throws(OperationError) -> String? {
    do throws(StateError) {
      return try CheckedFile<StateMarker>(path: layout.marker).read()?.id
    } catch {
      throw OperationError(error)
    }
  }

  /// Every entry: of files that are sound, else of the index. Entries of another state directory are an error: theirs may not be mounted.
  public func content() throws(OperationError) -> InventoryContent {
    let id = try stateID()
    var content = InventoryContent()
    let copies = index.withLock(\.entries)
    for name in try names().union(copies.keys) {
      do throws(StateError) {
        if let (entry, text) = try file(name).readWithText() {
          content.entries[name] = entry
          // The index was lost, an entry came from elsewhere, or a run was killed between the two: the next `update` writes the copy.
          if copies[name] != text { index.withLock { $0.entries[name] = text } }
        } else if try isDefined(name) {
          let copy = try copies[name].map(file(name).content)
          content.entries[name] = copy
          toMend.withLock { $0[name] = copy }
        } else {
          content.damaged[name] =
            "its directory \(lxcPath)/\(name) is gone; if that was meant, run `turris-apply release \(name)`"
        }
      } catch {
        if let copy = copies[name].flatMap({ try? file(name).content(of: $0) }) {
          content.entries[name] = copy
          toMend.withLock { $0[name] = copy }
        } else {
          content.damaged[name] =
            "\(error), and there is no copy; put the file back, or give the container up with `turris-apply release \(name)`"
        }
      }
    }
    // Also while it is removed again: a run that was cut off at that is ended by one which knows that it was new.
    for name in index.withLock(\.newcomers) ?? [] {
      content.entries[name]?.trial = Trial(before: nil)
    }
    if let (name, entry) = content.entries.first(where: { $0.value.stateID != id }) {
      throw OperationError(
        operation: "use", subject: layout.root,
        cause:
          "container '\(name)' was made with another state directory (\(entry.stateID.prefix(8))…); is its storage mounted?"
      )
    }
    return content
  }

  /// Writes the entry's file; the index follows with `flush`.
  public func write(_ entry: InventoryEntry) throws(OperationError) {
    let name = entry.spec.name
    do {
      let all = DurableDirectory(FilePath(lxcPath))
      if try !all.exists() {
        // The mapped root of every container passes through here.
        try all.create(permissions: Self.passable, parents: true)
      }
      try DurableDirectory(FilePath("\(lxcPath)/\(name)")).create(
        permissions: [.ownerReadWriteExecute, .groupExecute],
        owner: FileOwner(user: 0, group: entry.mapping?.first ?? 0), parents: true)
    } catch {
      throw OperationError(
        operation: "make", subject: "\(lxcPath)/\(name)", cause: "\(error.cause)",
        isPassing: error.isPassing)
    }
    do throws(StateError) {
      try file(name).write(entry)
      // The copy is written by `flush`, once a run: until then the entry speaks for itself.
      try copy(entry)
    } catch {
      throw OperationError(error)
    }
  }

  /// Writes entries whose files `content` found damaged or missing anew, from their copies. Writes nothing where all were sound.
  public func mend() throws(OperationError) {
    for (name, copy) in toMend.withLock(\.self) {
      do throws(StateError) {
        try file(name).write(copy)
      } catch {
        throw OperationError(error)
      }
    }
    toMend.withLock { $0 = [:] }
  }

  /// Writes the copies of entries that changed, and which newcomers have proved themselves.
  public func flush() throws(OperationError) {
    try update { index in
      if index.newcomers?.isEmpty == true { index.newcomers = nil }
    }
  }

  /// Takes the name out of the index, then removes the entry's file, and its directory where nothing else lies there.
  public func remove(_ name: ContainerName) throws(OperationError) {
    // The index first: a name in it without an entry is an error, an entry without a name in it is not.
    try update { index in
      index.entries[name] = nil
      index.newcomers?.removeAll { $0 == name }
    }
    do throws(FileError) {
      try DurableFile(FilePath(path(name))).remove()
      try DurableDirectory(FilePath("\(lxcPath)/\(name)")).removeIfEmpty()
    } catch  where error.errno == .noSuchFileOrDirectory {
      // Somebody removed the directory.
    } catch {
      throw OperationError(
        operation: "remove", subject: path(name), cause: "\(error.cause)")
    }
  }

  /// The spec's own addresses, else those that the entry has, else derived from this router's id.
  public func macs(for spec: ContainerSpec, previous: InventoryEntry?) throws(OperationError)
    -> [String: MACAddress]
  {
    let id = try stateID() ?? ""
    var macs: [String: MACAddress] = [:]
    for network in spec.networks {
      macs[network.name] =
        network.mac ?? previous?.macs[network.name]
        ?? Self.derivedMAC(router: id, container: spec.name, interface: network.name)
    }
    return macs
  }

  /// Locally administered and not a group (IEEE 802): the same again for the same router, container and interface.
  private static func derivedMAC(
    router: String, container: ContainerName, interface: String
  ) -> MACAddress? {
    let digest = SHA256.hash(data: Data("\(router)/\(container)/\(interface)".utf8))
    return MACAddress(octets: [0x02] + digest.prefix(5))
  }

  /// Changes the index, and its file where that differs.
  private func update(_ change: (inout StateIndex) -> Void) throws(OperationError) {
    let next = index.withLock { index in
      change(&index)
      return index
    }
    let failure = stored.withLock { stored -> StateError? in
      guard stored != next else { return nil }
      do throws(StateError) {
        try CheckedFile<StateIndex>(path: layout.index).write(next)
        stored = next
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw OperationError(failure) }
  }

  private func names() throws(OperationError) -> Set<ContainerName> {
    do throws(FileError) {
      let names = try DurableDirectory(FilePath(lxcPath)).namesIfPresent()
      var found: Set<ContainerName> = []
      for name in names.compactMap({ ContainerName($0) }) {
        if try DurableFile(FilePath(path(name))).exists() { found.insert(name) }
      }
      return found
    } catch {
      throw OperationError(operation: "list", subject: lxcPath, cause: "\(error.cause)")
    }
  }

  private func copy(_ entry: InventoryEntry) throws(StateError) {
    let text = try file(entry.spec.name).text(of: entry)
    index.withLock { $0.entries[entry.spec.name] = text }
  }

  private func isDefined(_ name: ContainerName) throws(StateError) -> Bool {
    do throws(FileError) {
      return try DurableFile(FilePath("\(lxcPath)/\(name)/config")).exists()
    } catch {
      throw StateError("look at", "\(lxcPath)/\(name)", "\(error.cause)")
    }
  }

  private func path(_ name: ContainerName) -> String { "\(lxcPath)/\(name)/inventory.json" }

  private func file(_ name: ContainerName) -> CheckedFile<InventoryEntry> {
    CheckedFile(path: path(name))
  }
}

extension OperationError {
  /// An error of a file of the state directory.
  init(_ error: StateError) {
    self.init(operation: error.operation, subject: error.subject, cause: error.cause)
  }
}
