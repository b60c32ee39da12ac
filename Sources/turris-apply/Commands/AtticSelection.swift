import ContainerModel
import ContainerStorage
import PlanRendering

/// Finds entries of the attic by what somebody typed.
struct AtticSelection {
  private let entries: [AtticEntry]

  init(_ store: ContainerDataStore) throws {
    entries = try store.atticEntries()
  }

  /// The entry of that name, or all of the container of that name, oldest first; all there are without a name.
  func entries(named name: String?) -> [AtticEntry] {
    guard let name else { return entries }
    let exact = entries.filter { $0.name == name }
    return exact.isEmpty ? entries.filter { $0.container.description == name } : exact
  }

  static func unknown(_ name: String) -> CommandFailure {
    CommandFailure(
      "the attic keeps nothing of '\(harmless(name))'; `turris-apply attic list` shows what it keeps"
    )
  }
}
