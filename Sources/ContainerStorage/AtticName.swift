import ContainerModel
import FoundationEssentials

/// The name of an attic's entry: `20261123T191402Z-web`, or with `.2` behind it where the second was taken.
struct AtticName: Hashable {
  /// When it was made, to the second.
  let time: Date
  /// Whose it was.
  let container: ContainerName
  /// Tells entries of one second apart; 1 is not written.
  var number = 1

  init(time: Date, container: ContainerName) {
    self.time = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
    self.container = container
  }

  /// Reads what `description` writes; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let time = try? Date(String(parts[0]), strategy: Self.format) else {
      return nil
    }
    let names = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard names.count <= 2, let container = ContainerName(names[0]) else { return nil }
    self.init(time: time, container: container)
    if names.count == 2 {
      guard let number = Int(names[1]), number > 1 else { return nil }
      self.number = number
    }
    guard description == text else { return nil }
  }

  private static let format = Date.ISO8601FormatStyle(
    dateSeparator: .omitted, dateTimeSeparator: .standard, timeSeparator: .omitted)
}

extension AtticName: CustomStringConvertible {
  var description: String {
    "\(time.formatted(Self.format))-\(container)" + (number == 1 ? "" : ".\(number)")
  }
}
