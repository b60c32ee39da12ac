import FoundationEssentials
import Testing

/// Each test takes 2 to 5 seconds, with assertions on.
@Suite("a check of the machine")
struct CheckTests {
  private struct Document: Decodable {
    struct Finding: Decodable {
      let area: String
      let subject: String
      let level: String
      let message: String
      let remedy: String?
      let details: [String]?
    }
    let able: Bool
    let findings: [Finding]

    func finding(_ subject: String) throws -> Finding {
      try #require(findings.first { $0.subject == subject }, "\(subject)")
    }
  }

  private func document(_ output: Router.Output) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(output.out.utf8))
  }

  /// Mounts, interfaces, control groups, processes and folders, as far as a check could leave any.
  private func traces(_ router: Router) async throws -> [Substring] {
    let output = try await router.command(
      "sh", "-c",
      """
      cat /proc/self/mountinfo; ip -br link; find /sys/fs/cgroup -type d
      ps -eo comm= | grep turris; ls -A /var/lib /dev '\(router.root)'
      lsns --noheadings --output TYPE | sort | uniq -c
      """)
    return output.out.split(separator: "\n")
  }

  @Test("finds this one able, tries everything, and leaves nothing")
  func able() async throws {
    try await Router.with { router in
      try await router.push()
      let before = try await traces(router)
      let run = try await router.turris("check", "--config", router.config, "--output", "json")
      let after = try await traces(router)
      #expect(after.difference(from: before).isEmpty)
      #expect(run.status == 0, "\(run)")
      let found = try document(run)
      #expect(found.able)
      #expect(found.findings.allSatisfy { $0.level != "needed" })
      for subject in [
        "user namespaces", "overlays", "veth interfaces", "bridges", "seccomp filters",
        "unprivileged overlays on it", "shifted owners on it",
      ] {
        #expect(try found.finding(subject).message == "work", "\(subject)")
      }
      #expect(try found.finding("repository").message.hasSuffix("has 'main'"))
      #expect(!FileManager.default.fileExists(atPath: router.state))
      let text = try await router.turris("check", "--config", router.config)
      // The router of a test has its run directory on a disk.
      #expect(
        text.out.hasSuffix("\nThis machine can run containers; 1 thing could be better (!).\n"),
        "\(text)")
      #expect(text.out.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
    }
  }

  @Test("that may not make namespaces, or has no control groups, ends with 1 and says what to do")
  func unable() async throws {
    try await Router.with { router in
      try await router.push()
      let words = [Router.program, "check", "--config", router.config, "--output", "json"]
      let held = try await router.command(["setpriv", "--bounding-set=-sys_admin"] + words)
      #expect(held.status == 1, "\(held)")
      let found = try document(held)
      #expect(!found.able)
      let users = try found.finding("network namespaces")
      #expect(users.level == "needed")
      #expect(users.message.contains("operation not permitted"))
      #expect(users.remedy?.contains("forbids") == true)
      let bare = try await router.command(
        "unshare", "--mount", "sh", "-c",
        "umount --recursive --lazy /sys/fs/cgroup; exec '\(Router.program)' check --config '\(router.config)'"
      )
      #expect(bare.status == 1, "\(bare)")
      #expect(bare.out.contains("✗ layout: no control groups are mounted"), "\(bare)")
      #expect(bare.out.contains("    → mount them at boot"))
    }
  }

  @Test("tells every mistake of the settings, what the repository lacks, and of storage in memory")
  func mistakes() async throws {
    try await Router.with { router in
      try await router.push()
      let wrong = "\(router.root)/wrong.yaml"
      try router.write("intervall: 5m\nconcurrency: x", to: wrong)
      let run = try await router.turris(
        "check", "--config", wrong, "--repository", router.bare, "--ref", "nope", "--state-dir",
        "/run/state", "--output", "json")
      #expect(run.status == 1, "\(run)")
      #expect(run.err.isEmpty)
      let found = try document(run)
      let settings = try found.finding("settings").details?.joined(separator: "\n") ?? ""
      #expect(settings.contains("wrong.yaml:1:1: error"))
      #expect(settings.contains("wrong.yaml:2:14: error"))
      let repository = try found.finding("repository")
      #expect(repository.message.contains("no branch, tag or commit 'nope'"))
      #expect(repository.details == ["branches: main"])
      #expect(try found.finding("state directory").message.contains("tmpfs"))
    }
  }

  @Test("reads a chosen configuration, packed or not, and refuses what is none")
  func kernelConfig() async throws {
    try await Router.with { router in
      let root = router.root
      let files = try await router.command(
        "sh", "-ec",
        """
        cd '\(root)'
        printf '# Linux/arm 3.10.49 Kernel Configuration\\nCONFIG_NAMESPACES=y\\n' >old
        gzip -k old
        head -c 30 old.gz >cut.gz
        head -c 9000000 /dev/zero | gzip >long.gz
        head -c 5000 /dev/urandom >garbage
        mkfifo fifo
        """)
      #expect(files.status == 0, "\(files)")
      func check(_ file: String) async throws -> Router.Output {
        try await router.turris("check", "--no-fetch", "--kernel-config", "\(root)/\(file)")
      }
      for file in ["old", "old.gz"] {
        let run = try await check(file)
        #expect(run.status == 0, "\(run)")
        #expect(run.out.contains("! configuration: "), "\(run)")
      }
      for (file, cause) in [
        ("cut.gz", "damaged"), ("long.gz", "longer than 8 MiB"), ("garbage", "it is none"),
        ("fifo", "not a regular file"), ("missing", "no such file"), ("work", "not a regular file"),
      ] {
        let run = try await check(file)
        #expect(run.status == 1)
        #expect(run.out.isEmpty)
        #expect(run.err.hasPrefix("error: ") && run.err.contains(cause), "\(run)")
      }
    }
  }
}
