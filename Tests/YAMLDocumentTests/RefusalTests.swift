import Testing
import YAMLDocument

@Suite("What makes a document mean something else than it looks like is refused")
struct RefusalTests {
  @Test("every duplicate key is reported with its first place")
  func duplicates() {
    let text = "a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n\"a\": 4\n"
    #expect(
      complaints(text) == [
        "3:1+1: this key was given before; keep one of them (first used at 1:1)",
        "4:11+1: this key was given before; keep one of them (first used at 4:5)",
        "5:1+3: this key was given before; keep one of them (first used at 1:1)",
      ])
    #expect(read(text).root.map(sketch) == "{a: 1, b: 2, c: {d: 1}}")
  }

  @Test("a duplicate among many keys is found")
  func duplicateAmongMany() {
    let lines = (0..<100).map { "key\($0): \($0)\n" }.joined()
    #expect(
      complaints(lines + "key3: x\nkey99: y\nnew: 1\nnew: 2\n") == [
        "101:1+4: this key was given before; keep one of them (first used at 4:1)",
        "102:1+5: this key was given before; keep one of them (first used at 100:1)",
        "104:1+3: this key was given before; keep one of them (first used at 103:1)",
      ])
  }

  @Test("anchors, aliases, tags and merge keys are all reported in one go")
  func labels() {
    let text = "a: &x 1\nb: *x\nc: !!str 2\nd: !mine {e: f}\n<<: {g: h}\n"
    #expect(
      complaints(text) == [
        "1:4+4: anchors are not supported; remove it",
        "2:4+2: aliases are not supported; write the value out",
        "3:4+7: tags are not supported; remove it",
        "4:4+7: tags are not supported; remove it",
        "5:1+2: merge keys are not supported; write the keys out",
      ])
    #expect(read(text).root.map(sketch) == "{a: 1, b: refused, c: refused, d: {e: f}}")
  }

  @Test(
    "a file holds one document",
    arguments: [
      ("a: 1\n---\nb: 2\n", "2:1+3: a second document begins here; a file holds one"),
      ("a: 1\n...\nb: 2\n", "3:1+1: a second value begins here; a file holds one document"),
      ("", "1:1+1: the document is empty"), ("# only this\n", "1:1+1: the document is empty"),
    ])
  func documents(text: String, complaint: String) {
    #expect(complaints(text) == [complaint])
  }

  @Test(
    "directives that change the meaning are refused",
    arguments: [
      (
        "%YAML 2.0\n---\na: 1\n",
        "1:1+1: this version of YAML is not supported; remove the directive, or write '%YAML 1.2'"
      ),
      (
        "%TAG ! tag:example.org,2000:\n---\na: 1\n",
        "1:1+1: tags are not supported; remove the directive"
      ),
      ("%FOO\n---\na: 1\n", "1:5+1: this directive is not supported; remove it (it begins at 1:1)"),
    ])
  func directives(text: String, complaint: String) {
    #expect(complaints(text) == [complaint])
  }

  @Test(
    "keys are scalars",
    arguments: [
      ("[a]: 1", "1:1+3: a key must be a word or a string"),
      ("? {a: b}\n: 1", "1:3+6: a key must be a word or a string"),
      ("? \n: 1", "1:2+1: a key is missing here"),
    ])
  func keys(text: String, complaint: String) {
    #expect(complaints(text) == [complaint])
  }

  @Test(
    "tabs indent nothing",
    arguments: [
      ("a:\n\tb: 1\n\tc: 2\n", ["2:1", "3:1"]), ("a:\n  \tb: 1\n", ["2:3"]),
      ("a: |\n  x\n\ty\n", ["3:1"]),
    ])
  func tabs(text: String, places: [String]) {
    #expect(complaints(text) == places.map { "\($0)+1: a tab indents this line; use spaces" })
  }

  @Test("a tab in a value is a control character like any other")
  func tabInValue() {
    #expect(complaints("a: b\tc") == ["1:4+3: character U+0009 is not allowed in a value"])
  }
}
