/// A directory on its way into the attic.
struct AtticItem: Hashable {
  /// Where it lies.
  let from: String
  /// Where it goes, relative to the attic's entry: `volumes/data`.
  let to: String
}
