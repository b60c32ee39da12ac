/// Text from outside, made harmless for a terminal and a log line: control characters and those
/// that turn the direction of writing become `?`, and only the first 200 characters are kept.
package func neutralised(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(200) {
    switch scalar.properties.generalCategory {
    case .format where scalar == "\u{200C}" || scalar == "\u{200D}":
      // They join emoji and letters.
      result.append(scalar)
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      result.append("?")
    default:
      result.append(scalar)
    }
  }
  return String(result)
}
