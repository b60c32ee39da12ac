/// Foreign bytes as text for a message: control characters and what is no UTF-8 are escaped, and
/// the middle of long text is left out.
func printable(_ bytes: UnsafePointer<CChar>) -> String {
  let limit = 160
  let text = String(cString: bytes)
  let harmless = text.unicodeScalars.map { scalar -> String in
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
  guard harmless.count > limit else { return harmless.joined() }
  return harmless.prefix(limit / 2).joined() + "…" + harmless.suffix(limit / 2).joined()
}
