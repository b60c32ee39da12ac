import ContainerModel

/// Says what an entry of the attic is: stands in it as `record.json`.
struct AtticRecord: Codable, Hashable {
  /// Version of this format.
  var formatVersion = 1
  /// When it was put there, RFC 3339 in UTC.
  var time: String
  /// The same moment by the clock that no correction of the date touches.
  var moment: BootMoment?
  /// Why.
  var reason: String
  /// The container it belonged to, with its whole spec.
  var entry: InventoryEntry
}
