import FoundationEssentials
import SchemaJudge
import SpecLoading
import Testing

@Suite("The program and the schema judge alike")
struct SchemaTests {
  let judge = Judge(schema: "container.v1.json")

  @Test("good documents of the corpus are valid")
  func good() async throws {
    let verdicts = try await judge.verdicts(files: Corpus.good.map(\.path))
    try #require(verdicts.count == Corpus.good.count)
    for (document, verdict) in zip(Corpus.good, verdicts) {
      #expect(verdict == .valid, "\(document.name)")
    }
  }

  @Test("bad documents are invalid, but for those that are listed because no schema can tell")
  func bad() async throws {
    let unseen = try Self.programOnly()
    let verdicts = try await judge.verdicts(files: Corpus.bad.map(\.path))
    try #require(verdicts.count == Corpus.bad.count)
    for (document, verdict) in zip(Corpus.bad, verdicts) {
      #expect((verdict == .invalid) == !unseen.contains(document.name), "\(document.name)")
    }
    #expect(unseen.subtracting(Corpus.bad.map(\.name)) == [])
  }

  @Test("every kind of value in every place is judged alike")
  func values() async throws {
    let documents = JSONDocuments.all
    let verdicts = try await judge.verdicts(json: documents)
    try #require(verdicts.count == documents.count)
    var accepted = 0
    for (document, verdict) in zip(documents, verdicts) {
      let result = await loadSpecs(
        [SpecFile(path: "a.yaml", bytes: Array(document.utf8))]
          + (document.contains("dependsOn") ? JSONDocuments.dependencies : []),
        folders: ["x": nil])
      let isSpec = result.containers != nil
      #expect(isSpec == (verdict == .valid), "\(document) \(result.diagnostics.map(\.message))")
      accepted += isSpec ? 1 : 0
    }
    #expect(accepted > documents.count / 20)
  }

  /// The names in `program-only.txt`.
  private static func programOnly() throws -> Set<String> {
    let data = try #require(
      FileManager.default.contents(atPath: "\(Corpus.root)/Corpus/program-only.txt"))
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    return Set(
      lines.filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: " ").first }
        .map(String.init))
  }
}
