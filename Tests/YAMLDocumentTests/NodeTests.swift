import Testing
import YAMLDocument

@Suite("A document becomes nodes")
struct NodeTests {
  @Test("mappings keep their order and scalars their style")
  func structure() throws {
    let root = try #require(
      read(
        """
        zebra: 1
        apple: "1"
        list: [a, 'b', {c: d}]
        nested:
          - x: y
          -
        text: |
          one
          two
        absent:
        """
      ).root)
    #expect(
      sketch(root) == """
        {zebra: 1, apple: "1", list: [a, "b", {c: d}], nested: [{x: y}, ], text: |one
        two
        |, absent: }
        """)
  }

  @Test("marks count lines and columns from 1, columns in characters and offsets in bytes")
  func marks() throws {
    let text = "größe: ä\nnext:\n  - ☃: end\n"
    let root = try #require(read(text).root)
    guard case .mapping(let pairs) = root.content else {
      Issue.record("not a mapping")
      return
    }
    #expect(pairs[0].mark == Mark(line: 1, column: 1, offset: 0))
    #expect(pairs[0].length == 5)
    #expect(pairs[0].value.mark == Mark(line: 1, column: 8, offset: 9))
    #expect(pairs[1].mark == Mark(line: 2, column: 1, offset: 12))
    guard case .sequence(let items) = pairs[1].value.content,
      case .mapping(let inner) = items.first?.content
    else {
      Issue.record("not a list of a mapping")
      return
    }
    #expect(inner[0].mark == Mark(line: 3, column: 5, offset: 22))
    #expect(inner[0].value.mark == Mark(line: 3, column: 8, offset: 27))
    #expect(Array(text.utf8)[27...].starts(with: "end".utf8))
  }

  @Test("Windows line ends count as one line")
  func carriageReturns() throws {
    let root = try #require(read("a: 1\r\nb:\r\n  c: 2\r\n").root)
    #expect(sketch(root) == "{a: 1, b: {c: 2}}")
    guard case .mapping(let pairs) = root.content else {
      Issue.record("not a mapping")
      return
    }
    #expect(pairs[1].mark == Mark(line: 2, column: 1, offset: 6))
  }

  @Test(
    "the length of a node is what can be underlined on its first line",
    arguments: [
      ("{a: b}", 6), ("[1, 2,\n 3]", 1), ("'quoted'", 8), ("key: value\nmore: x", 3), ("- a", 1),
    ])
  func lengths(text: String, length: Int) throws {
    #expect(try #require(read(text).root).length == length)
  }

  @Test(
    "what makes no difference to the value is accepted",
    arguments: [
      "%YAML 1.1\n---\na: b", "%YAML 1.2\n---\na: b\n...\n", "# comment\na: b # more\t(tab)\n",
      "a:\tb", "'a': \"b\"",
    ])
  func harmless(text: String) throws {
    let document = read(text)
    #expect(document.problems.isEmpty)
    let root = try #require(document.root)
    #expect(sketch(root).filter { $0 != "\"" } == "{a: b}")
  }
}
