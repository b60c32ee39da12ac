/// Text from a document as it may stand in a message: in quotes, on one line, of bounded length.
package func quoted(_ text: some StringProtocol, atMost limit: Int = 40) -> String {
  "'" + harmless(text, atMost: limit) + "'"
}

/// Text on one line, without what a terminal would act on, cut where it is long.
package func harmless(_ text: some StringProtocol, atMost limit: Int) -> String {
  var result = String.UnicodeScalarView()
  var count = 0
  for scalar in text.unicodeScalars {
    if count == limit {
      result.append("…")
      break
    }
    count += 1
    if scalar == "\n" {
      result.append(contentsOf: "\\n".unicodeScalars)
    } else {
      result.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
    }
  }
  return String(result)
}

/// Whether a terminal shows the character and nothing else.
func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
  default: true
  }
}
