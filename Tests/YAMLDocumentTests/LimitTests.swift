import Testing
import YAMLDocument

@Suite("Reading is bounded")
struct LimitTests {
  @Test("256 KiB are read, one byte more is not")
  func size() {
    let fitting = "a: 1\n" + String(repeating: "#", count: (256 << 10) - 5)
    #expect(complaints(fitting).isEmpty)
    #expect(
      complaints(fitting + "#") == [
        "1:1+1: the document has 262145 bytes; at most 262144 are read: split it"
      ])
  }

  @Test("32 levels are read, one more is not")
  func depth() {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    #expect(complaints(nested(32)).isEmpty)
    #expect(complaints(nested(33)) == ["1:33+1: values are nested more than 32 levels deep"])
    let block = (0..<33).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(complaints(block) == ["33:33+1: values are nested more than 32 levels deep"])
    #expect(complaints(String(repeating: "[", count: 200_000)).count == 1)
    #expect(complaints(String(repeating: "- ", count: 100_000)).count == 1)
    #expect(complaints(String(repeating: "{a: ", count: 50_000)).count == 1)
  }

  @Test("a scalar has at most 64 KiB")
  func scalar() {
    #expect(complaints("a: " + String(repeating: "x", count: 64 << 10)).isEmpty)
    #expect(
      complaints("a: " + String(repeating: "x", count: (64 << 10) + 1)) == [
        "1:4+1: this value has 65537 bytes; at most 65536 are read"
      ])
  }

  @Test("10,000 events are read, one more is not")
  func events() {
    func list(_ items: Int) -> String {
      "[" + repeatElement("x", count: items).joined(separator: ",") + "]"
    }
    #expect(complaints(list(10_000 - 6)).isEmpty)
    #expect(complaints(list(10_000 - 5)).count == 1)
    #expect(
      complaints(list(20_000)).first?.hasSuffix(
        "the document has more than 10000 values, lists and mappings; split it") == true)
  }
}
