import Testing

@testable import PageRendering

@Suite("the link to a commit")
struct CommitURLTests {
  private static let commit = String(repeating: "3f", count: 20)

  @Test(
    "leads to forges that are known",
    arguments: [
      ("https://github.com/home/router", "https://github.com/home/router/commit/"),
      ("https://github.com/home/router.git/", "https://github.com/home/router/commit/"),
      ("https://gitlab.com/a/b/c.git", "https://gitlab.com/a/b/c/-/commit/"),
      ("http://gitlab.lan:8080/a/b", "http://gitlab.lan:8080/a/b/-/commit/"),
      ("https://codeberg.org/a/b.git", "https://codeberg.org/a/b/commit/"),
      ("https://gitea.lan/a/b.git", "https://gitea.lan/a/b/commit/"),
      ("https://bitbucket.org/a/b", "https://bitbucket.org/a/b/commits/"),
    ])
  func known(repository: String, page: String) {
    #expect(commitURL(Self.commit, in: repository) == page + Self.commit)
  }

  @Test(
    "is none where nobody knows the forge, or the address holds what a page must not show",
    arguments: [
      "https://git.example.org/home/router.git", "/srv/git/router.git", "ssh://git@github.com/a/b",
      "git@github.com:a/b.git", "https://user:secret@github.com/a/b", "https://user@github.com/a/b",
      "https://github.com/a", "https://github.com/a/b/c", "https://github.com/../b",
      "https://github.com//b", "https://github.com/a/b?token=x", "https://github.com/a/b#x",
      "https://github.com/a/b\"><script>", "javascript:alert(1)", "https://", "",
    ])
  func unknown(repository: String) {
    #expect(commitURL(Self.commit, in: repository) == nil)
  }

  @Test("is none of what is no commit", arguments: ["", "../x", "3F2C", "3f2c\"x"])
  func noCommit(commit: String) {
    #expect(commitURL(commit, in: "https://github.com/home/router") == nil)
  }
}
