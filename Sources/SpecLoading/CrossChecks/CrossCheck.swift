import ContainerModel

/// What only shows when all files are seen together.
struct CrossCheck {
  /// What was found, in no order.
  private(set) var diagnostics: [Diagnostic] = []

  /// Compares drafts, which are in the order of their files: of two that clash, the later one is in error.
  ///
  /// - Parameter nameless: the files that are so wrong that nobody knows which container they mean, by their names without an ending.
  init(_ drafts: [SpecDraft], nameless: Set<String>) {
    checkNames(drafts)
    checkAddresses(drafts)
    checkMACs(drafts)
    let graph = DependencyGraph(drafts, nameless: nameless)
    diagnostics += graph.unknown + graph.cycles
  }

  private mutating func checkNames(_ drafts: [SpecDraft]) {
    var first: [ContainerName: SpecOrigin] = [:]
    for name in drafts.compactMap(\.name) {
      if let origin = first[name.value] {
        report(
          name, "container \(quoted(name.value.description)) is defined twice; rename one", origin)
      } else {
        first[name.value] = name.origin
      }
    }
  }

  private mutating func checkAddresses(_ drafts: [SpecDraft]) {
    var first: [IPAddress: (owner: String, origin: SpecOrigin)] = [:]
    for draft in drafts {
      guard let owner = draft.name?.value.description else { continue }
      for address in draft.addresses {
        if let other = first[address.value.address] {
          report(
            address, "address \(address.value) is also used by \(quoted(other.owner))",
            other.origin)
        } else {
          first[address.value.address] = (owner, address.origin)
        }
      }
    }
  }

  private mutating func checkMACs(_ drafts: [SpecDraft]) {
    var first: [MACAddress: (owner: String, origin: SpecOrigin)] = [:]
    for draft in drafts {
      guard let owner = draft.name?.value.description else { continue }
      for mac in draft.macs {
        if let other = first[mac.value] {
          report(
            mac, "MAC address \(mac.value) is also used by \(quoted(other.owner))", other.origin)
        } else {
          first[mac.value] = (owner, mac.origin)
        }
      }
    }
  }

  private mutating func report<Value>(
    _ place: Located<Value>, _ message: String, _ other: SpecOrigin
  ) {
    diagnostics.append(Diagnostic(place, message, note: other.description))
  }
}

extension Diagnostic {
  /// An error about a value whose place is known.
  init<Value>(_ place: Located<Value>, _ message: String, note: String? = nil) {
    self.init(
      path: place.origin.path, line: place.origin.line, column: place.origin.column,
      length: place.length, message: message, note: note)
  }
}
