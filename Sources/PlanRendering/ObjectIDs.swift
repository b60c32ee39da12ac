/// `text` with every object id of git behind an `@` cut to seven digits, which is enough for people.
func withShortObjectIDs(_ text: String) -> String {
  var parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
  for index in parts.indices.dropFirst() {
    let digits = parts[index].prefix { $0.isHexDigit }
    if digits.count == 40 {
      parts[index].replaceSubrange(digits.startIndex..<digits.endIndex, with: digits.prefix(7))
    }
  }
  return parts.joined(separator: "@")
}
