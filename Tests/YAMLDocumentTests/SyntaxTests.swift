import Testing
import YAMLDocument

@Suite("Broken syntax is reported where it broke, in words that help")
struct SyntaxTests {
  @Test(
    "each kind of mistake has its words",
    arguments: [
      ("a: b: c", "1:5+1: a ':' cannot stand here; check the indentation, or quote the text"),
      (
        "a: [1, 2\nb: 3",
        "2:2+1: a ',' or ']' is missing here (the list begins at 1:4)"
      ),
      ("a: {b: 1", "1:9+1: a ',' or '}' is missing here (the mapping begins at 1:4)"),
      ("a: 'open", "1:9+1: the text ends before the closing quote (the quoted text begins at 1:4)"),
      ("a: @x", "1:4+1: a value cannot begin with this character; quote it"),
      (
        "a: \"\\q\"",
        "1:5+1: this escape is unknown; write '\\\\' for a backslash, or use single quotes"
          + " (the quoted text begins at 1:4)"
      ),
      ("a: 1\n b: 2", "2:3+1: a ':' cannot stand here; check the indentation, or quote the text"),
      (
        "a: 1\nkey\nother: 1",
        "3:1+1: a ':' is missing after the key (the key begins at 2:1)"
      ),
      ("a: *", "1:5+1: a value cannot begin with '&' or '*'; quote it (it begins at 1:4)"),
      (
        "a:\n  - 1\n  b: 2",
        "3:3+1: a list item was expected here; check the indentation (the list begins at 2:3)"
      ),
    ])
  func messages(text: String, complaint: String) {
    #expect(complaints(text) == [complaint])
  }

  @Test("what was found before the syntax broke is still reported")
  func before() {
    #expect(
      complaints("a: &x 1\na: 2\nb: [") == [
        "1:4+4: anchors are not supported; remove it",
        "2:1+1: this key was given before; keep one of them (first used at 1:1)",
        "3:5+1: a value is missing here",
      ])
  }
}
