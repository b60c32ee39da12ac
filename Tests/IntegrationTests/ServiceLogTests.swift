import FoundationEssentials
import Testing

@Suite("a service logs to")
struct ServiceLogTests {
  /// Connects standard error to journald as systemd does (systemd-journald's stdout protocol), and names it in JOURNAL_STREAM.
  private static let connect = """
    import os, socket, subprocess, sys, time
    journald = subprocess.Popen(["/lib/systemd/systemd-journald"])
    try:
        for _ in range(200):
            try:
                stream = socket.socket(socket.AF_UNIX)
                stream.connect("/run/systemd/journal/stdout")
                break
            except OSError:
                time.sleep(0.05)
        stream.send(b"stream\\n\\n6\\n0\\n0\\n0\\n0\\n")
        status = os.fstat(stream.fileno())
        variables = dict(os.environ, JOURNAL_STREAM=f"{status.st_dev}:{status.st_ino}")
        subprocess.run(sys.argv[2:], stderr=stream, stdout=subprocess.DEVNULL, env=variables)
        subprocess.run(["journalctl", "--sync"], check=False)
        time.sleep(0.3)
        for match in sys.argv[1].split():
            subprocess.run(["journalctl", "-D", "/run/log/journal", "-o", "json", match])
    finally:
        journald.terminate()
        journald.wait()
    """

  /// 4 s.
  @Test("a real journald in its own protocol, with fields")
  func journal() async throws {
    try await Router.with { router in
      try router.spec("web")
      try router.spec("bad", command: #"[/bin/sh, -c, "exit 3"]"#)
      try await router.push()
      try router.write(Self.connect, to: "\(router.root)/connect.py")
      _ = try await router.command("mkdir", "-p", "/run/systemd/journal", "/run/log/journal")
      let said = try await router.command(
        "python3", "\(router.root)/connect.py", "CONTAINER=\(router.name("bad"))", Router.program,
        "--config", router.config, "--log-level", "info")
      struct Entry: Decodable {
        var _TRANSPORT, PRIORITY, SYSLOG_IDENTIFIER, TURRIS_APPLY_RUN, TURRIS_APPLY_EVENT,
          MESSAGE: String?
      }
      let entries = try said.out.split(separator: "\n").map {
        try JSONDecoder().decode(Entry.self, from: Data($0.utf8))
      }
      let failed = try #require(entries.first { $0.PRIORITY == "3" }, "\(said)")
      #expect(failed._TRANSPORT == "journal" && failed.SYSLOG_IDENTIFIER == "turris-apply")
      #expect(
        failed.TURRIS_APPLY_EVENT == "stepFinished" && failed.TURRIS_APPLY_RUN?.isEmpty == false)
      #expect(failed.MESSAGE?.contains("error=") == true)
      #expect(entries.contains { $0.PRIORITY == "6" })
    }
  }

  /// 2 s. The socket is made in a /dev of the test's own: that of the sandbox is the machine's.
  @Test("busybox' syslogd where the init script says so, and so do its attempts")
  func syslog() async throws {
    try await Router.with { router in
      try await router.push()
      let log = "\(router.root)/messages"
      try router.write(
        """
        set -e
        mkdir dev
        mount -t tmpfs dev dev
        cp -a /dev/null /dev/zero /dev/urandom /dev/random dev/
        mount --bind dev /dev
        busybox syslogd -n -O \(log) & logger=$!
        while [ ! -S /dev/log ]; do sleep 0.05; done
        TURRIS_APPLY_LOG=syslog \(Router.program) agent --config \(router.config) 2>standard-error & agent=$!
        for try in $(seq 200); do grep -q 'holds no spec' \(log) && break; sleep 0.05; done
        kill $agent; wait $agent; kill $logger
        """, to: "\(router.root)/service.sh")
      let run = try await router.command(
        "unshare", "--mount", "sh", "-c", "cd \(router.root) && . ./service.sh")
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(
        text.contains(/daemon\.info turris-apply\[\d+\]: agent interval=5m/), "\(text) \(run)")
      #expect(text.contains(/daemon\.err turris-apply\[\d+\]: error: .*holds no spec/), "\(text)")
      let rest = try String(contentsOfFile: "\(router.root)/standard-error", encoding: .utf8)
      #expect(rest == "")
    }
  }
}
