import PlanRendering

/// What is wrong with a command line whatever the command.
enum ArgumentCheck {
  /// More than any path of Linux has (`PATH_MAX`).
  private static let longest = 4096
  /// The one flag that may be given several times.
  private static let repeatable: Set<String> = ["--only"]

  /// A word on the first thing that is wrong; nil where nothing is.
  static func problem(with arguments: some Sequence<String>) -> String? {
    var seen: Set<Substring> = []
    var areFlags = true
    var before = ""
    for argument in arguments {
      defer { before = argument }
      guard argument.utf8.count <= longest else {
        return "an argument of \(argument.utf8.count) bytes is too long; \(longest) are allowed"
      }
      // What a script gives where a variable of it is not set.
      guard !argument.isEmpty else {
        return areFlags && before.hasPrefix("--") ? empty(before[...]) : "an argument is empty"
      }
      if argument == "--" { areFlags = false }
      guard areFlags, argument.hasPrefix("--"), argument != "--" else { continue }
      let flag = argument.prefix { $0 != "=" }
      if argument.dropFirst(flag.count) == "=" { return empty(flag) }
      guard repeatable.contains(String(flag)) || seen.insert(flag).inserted else {
        return "\(harmless(String(flag))) is given twice; say it once"
      }
    }
    return nil
  }

  private static func empty(_ flag: Substring) -> String {
    "the value of \(harmless(String(flag))) is empty; give it one, or leave it out"
  }
}
