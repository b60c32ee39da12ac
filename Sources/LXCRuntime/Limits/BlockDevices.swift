/// Which block devices of the host have which numbers, as far as a container's limits speak of them.
struct BlockDevices: Codable, Hashable, Sendable {
  /// `8:0` by `/dev/sda`.
  var numbers: [String: String] = [:]
  /// `/dev/sda` by `8:0`: for limits that no spec asked for.
  var names: [String: String] = [:]

  /// What a spec would call the device with this number.
  func name(_ number: String) -> String { names[number] ?? number }
}
