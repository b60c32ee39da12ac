import DurableFiles
import SystemPackage
import Testing

@Suite struct FileLockTests {
  private func isFree(_ path: FilePath) throws -> Bool {
    switch try FileLock.take(path) {
    case .some: true
    case .none: false
    }
  }

  @Test func `One holds the lock, and it is free when the holder has let go`() async throws {
    try await withDirectory { directory throws in
      let path = directory.appending("lock")
      if let lock = try FileLock.take(path) {
        #expect(try !isFree(path))
        _ = consume lock
      } else {
        Issue.record("nobody else has it")
      }
      #expect(try isFree(path))
      #expect(try Stat(path).permissions == .ownerReadWrite)
    }
  }

  @Test func `Taking it writes nothing once the file is there`() async throws {
    try await withDirectory { directory throws in
      let path = directory.appending("lock")
      #expect(try isFree(path))
      let before = try Stat(path)
      #expect(try isFree(path))
      #expect(try Stat(path) == before)
      #expect(try names(in: directory) == ["lock"])
    }
  }

  @Test func `It is free as soon as its holder is killed, whatever children it has`() async throws {
    try await withDirectory { directory throws in
      let output = try await shell(
        """
        mkfifo "$1/said"
        "$fixture" lock "$1/lock" > "$1/said" & holder=$!
        read word < "$1/said"; echo "$word"
        "$fixture" lock "$1/lock"
        kill -9 $holder; wait $holder || :
        timeout 1 "$fixture" lock "$1/lock" || :
        """, in: directory)
      #expect(output == "held\nheld by another\nheld")
    }
  }
}
