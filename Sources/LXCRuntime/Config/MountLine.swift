/// The value of `lxc.mount.entry`: a line of fstab(5), with a target relative to the root file system.
struct MountLine: Sendable {
  /// What is mounted.
  var source: String
  /// Where in the container, an absolute path.
  var target: String
  /// The file system's type; `none` for a bind mount.
  var type: String
  /// The options, in order.
  var options: [String]

  /// liblxc reads a line into so many bytes, with the NUL, and cuts off the rest.
  private static let longest = 4096

  /// The text.
  /// - Throws: where an option would be read as two, or the line is longer than liblxc reads.
  func text() throws(LXCRuntimeError) -> String {
    if let option = options.first(where: { $0.contains(",") }) {
      throw LXCRuntimeError(
        "mount", target, cause: "'\(option)' holds a comma, which mount options cannot express")
    }
    let text = [
      source, String(target.drop { $0 == "/" }), type, options.joined(separator: ","),
    ].map(Self.escaped).joined(separator: " ")
    guard text.utf8.count + 5 < Self.longest else {
      throw LXCRuntimeError(
        "mount", target, cause: "its paths are longer than a line of \(Self.longest) bytes holds")
    }
    return "\(text) 0 0"
  }

  /// White space and backslashes as fstab(5) writes them.
  private static func escaped(_ field: String) -> String {
    field.reduce(into: "") { text, character in
      switch character {
      case " ": text += "\\040"
      case "\\": text += "\\134"
      default: text.append(character)
      }
    }
  }
}
