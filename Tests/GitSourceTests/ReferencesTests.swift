import Reconciling
import Testing

@testable import GitSource

@Suite struct ReferencesTests {
  @Test func `A server is asked for a name, and nothing is fetched or written`() async throws {
    try await withPlace { place throws in
      let repository = try await TestRepository(place)
      let empty = try await #require(throws: OperationError.self) {
        try await place.source(repository).finds("main")
      }
      #expect(empty.cause.contains("no branches and no tags"))
      let commit = try await repository.commit(["a.yaml": "1"])
      let source = try place.source(repository)
      #expect(try await source.finds("main"))
      #expect(try await source.finds("refs/heads/main"))
      #expect(try await !source.finds(commit))
      let error = try await #require(throws: OperationError.self) {
        try await source.finds("nope\u{1b}")
      }
      #expect(error.cause == "the repository has no branch, tag or commit 'nope?'")
      #expect(error.details == ["branches: main"])
      #expect(try place.mirrorSnapshot().isEmpty)
    }
  }
}
