import ContainerModel

/// Says what an entry of the attic is: stands in it as `record.json`.
struct AtticRecord: Codable, Hashable {
  /// Version of this format.
  var formatVersion = 1
  /// When it was put there, RFC 3339 in UTC.
  var time: String
  /// Why.
  var reason: String
  /// The container it belonged to, with its whole spec.
  var entry: InventoryEntry
}
