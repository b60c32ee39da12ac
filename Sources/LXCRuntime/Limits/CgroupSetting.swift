/// One value to write to one item of a container's control group.
struct CgroupSetting: Codable, Hashable, Sendable {
  /// The item: `memory.max`.
  var item: String
  /// What is written, as the kernel wants it.
  var value: String

  init(_ item: String, _ value: String) {
    self.item = item
    self.value = value
  }
}
