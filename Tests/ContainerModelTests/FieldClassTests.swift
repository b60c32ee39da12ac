import ContainerModel
import Testing

@Suite("the class of a field")
struct FieldClassTests {
  @Test("goes by whole parts of a path, whatever stands in brackets")
  func paths() {
    #expect(FieldClass.change(of: "networks[a].bridge].bridge") == .live)
    #expect(FieldClass.change(of: "networks[eth0].bridged") == .restart)
    #expect(FieldClass.change(of: "mounts[/srv/state].readOnly") == .restart)
    #expect(FieldClass.change(of: "statement") == .restart)
    #expect(FieldClass.change(of: "stopwatch") == .restart)
    #expect(FieldClass.change(of: "labels.]x[") == .live)
    #expect(FieldClass.change(of: "image.archive.pathology") == .recreate)
  }

  @Test("of a path that nobody knows is a restart")
  func unknown() {
    for path in ["", "[", "]", "][", "x", "ports[80].host"] {
      #expect(FieldClass.change(of: path) == .restart, "\(path)")
    }
  }

  @Test("orders by harm")
  func order() {
    #expect(ChangeClass.allCases == [.live, .restart, .recreate])
    #expect(ChangeClass.allCases == ChangeClass.allCases.shuffled().sorted())
    #expect(MaxChange.allCases == MaxChange.allCases.shuffled().sorted())
  }

  @Test("puts the more exact rows first, so that each row can be reached")
  func reachable() {
    for (index, row) in FieldClass.table.enumerated() {
      let before = FieldClass.table[..<index]
      #expect(!before.contains { row.prefix.hasPrefix($0.prefix + ".") }, "\(row.prefix)")
    }
  }
}
