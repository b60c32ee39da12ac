import SettingsLoading
import Testing

@Suite("Who may have written a file decides whether it is believed")
struct FileFactsTests {
  @Test("root's own file is both settings and policy")
  func fine() {
    let facts = FileFacts(kind: .regular, owner: 0, permissions: 0o600)
    #expect(facts.problem(asPolicy: "p") == nil)
    #expect(facts.problem(asSettings: "s") == nil)
  }

  @Test(
    "a policy that others can write is none",
    arguments: [
      (UInt32(1000), UInt32(0o600), "'p' belongs to user 1000, not to root; run: chown root 'p'"),
      (0, 0o620, "'p' can be written by others than root; run: chmod go-w 'p'"),
      (0, 0o602, "'p' can be written by others than root; run: chmod go-w 'p'"),
      (0, 0o666, "'p' can be written by others than root; run: chmod go-w 'p'"),
    ])
  func policy(owner: UInt32, permissions: UInt32, problem: String) {
    let facts = FileFacts(kind: .regular, owner: owner, permissions: permissions)
    #expect(facts.problem(asPolicy: "p") == problem)
  }

  @Test("settings may be a user's or a group's, but not everybody's")
  func settings() {
    let shared = FileFacts(kind: .regular, owner: 1000, permissions: 0o664)
    #expect(shared.problem(asSettings: "s") == nil)
    let open = FileFacts(kind: .regular, owner: 0, permissions: 0o646)
    #expect(
      open.problem(asSettings: "s") == "'s' can be written by everybody; run: chmod o-w 's'")
  }

  @Test("what is no file is not read")
  func kinds() {
    let directory = FileFacts(kind: .directory, owner: 0, permissions: 0o700)
    let pipe = FileFacts(kind: .special, owner: 0, permissions: 0o600)
    for problem in [directory.problem(asPolicy: "x"), directory.problem(asSettings: "x")] {
      #expect(problem == "'x' is a directory, not a file")
    }
    for problem in [pipe.problem(asPolicy: "x"), pipe.problem(asSettings: "x")] {
      #expect(problem == "'x' is a device, a socket or a pipe, not a file")
    }
  }
}
