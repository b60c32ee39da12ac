import AttemptTiming
import ContainerModel
import SettingsLoading
import Testing

@Suite("Settings are read strictly")
struct SettingsTests {
  @Test("what is not said has its default")
  func defaults() {
    let loaded = loadSettings(Array("repository: {url: /srv/git/router.git}\n".utf8), path: "c")
    var expected = Settings()
    expected.repository.url = "/srv/git/router.git"
    #expect(loaded == LoadedSettings(settings: expected, diagnostics: []))
    #expect(loadSettings(Array("{}".utf8), path: "c").settings == Settings())
  }

  @Test("every setting arrives")
  func everything() throws {
    let text = """
      repository:
        url: ssh://git@git.example.org:2222/home/router.git
        ref: release/1.0
        path: routers/omnia
        sshKey: /etc/turris-apply/id_ed25519
        knownHosts: /etc/turris-apply/known_hosts
        tokenFile: /etc/turris-apply/token
        caFile: /etc/ssl/certs/ca-certificates.crt
        allowRewind: true
        timeout: 90s
      stateDirectory: /srv/state
      allowVolatileState: true
      runDirectory: /tmp/run
      lxcPath: /srv/lxc
      idRange: {first: 200000, count: 131072}
      runTimeout: 1h
      concurrency: 3
      settle: 0s
      maxChange: restart
      allowDestroy: 2
      history: {runs: 10, maxSize: 1MiB}
      attic: {retention: 24h, maxSize: 2GiB}
      notify: {command: [/usr/bin/tell, "a b", ""], url: "https://h:8443/hook?key=1", headersFile: /etc/h}
      status: {page: false, metrics: false}
      log: {level: debug, format: json}
      """
    var expected = Settings()
    expected.repository.url = "ssh://git@git.example.org:2222/home/router.git"
    expected.repository.ref = "release/1.0"
    expected.repository.path = "routers/omnia"
    expected.repository.sshKey = "/etc/turris-apply/id_ed25519"
    expected.repository.knownHosts = "/etc/turris-apply/known_hosts"
    expected.repository.tokenFile = "/etc/turris-apply/token"
    expected.repository.caFile = "/etc/ssl/certs/ca-certificates.crt"
    expected.repository.allowRewind = true
    expected.repository.timeout = TimeSpan(seconds: 90)
    expected.stateDirectory = "/srv/state"
    expected.allowVolatileState = true
    expected.runDirectory = "/tmp/run"
    expected.lxcPath = "/srv/lxc"
    expected.idRange = IDRange(first: 200_000, count: 131_072)
    expected.runTimeout = TimeSpan(seconds: 3600)
    expected.concurrency = 3
    expected.settle = TimeSpan(seconds: 0)
    expected.maxChange = .restart
    expected.allowDestroy = 2
    expected.history.runs = 10
    expected.history.maxSize = ByteCount(bytes: 1 << 20)
    expected.attic.retention = TimeSpan(seconds: 24 * 3600)
    expected.attic.maxSize = ByteCount(bytes: 2 << 30)
    expected.notify.command = ["/usr/bin/tell", "a b", ""]
    expected.notify.url = "https://h:8443/hook?key=1"
    expected.notify.headersFile = "/etc/h"
    expected.status.page = false
    expected.status.metrics = false
    expected.log.level = .debug
    expected.log.format = .json
    #expect(
      loadSettings(Array(text.utf8), path: "c")
        == LoadedSettings(settings: expected, diagnostics: []))
  }

  @Test("windows are times of the week, every day unless said otherwise")
  func windows() throws {
    let text = """
      windows:
        - {days: [sat, sun], from: "02:00", to: "05:00"}
        - {from: "22:30", to: "24:00"}
      """
    let loaded = loadSettings(Array(text.utf8), path: "c")
    #expect(loaded.diagnostics == [])
    #expect(
      loaded.settings?.windows == [
        MaintenanceWindow(days: [.sat, .sun], from: 120, to: 300),
        MaintenanceWindow(days: Set(Weekday.allCases), from: 1350, to: 1440),
      ])
    #expect(
      settingsComplaints(
        """
        windows:
          - {days: [sat, sat, satt], from: 12:00, to: "5:00"}
          - {days: [], to: "05:00"}
        """) == [
          "2:18: 'sat' is listed twice; remove one",
          "2:23: 'satt' is no value of item 3 of 'days'; did you mean 'sat'?",
          "2:36: YAML reads '12:00' as a number; 'from' must be a time of day: put it in quotes",
          "2:47: 'to' must be a time of day such as \"02:00\", in quotes",
          "3:5: 'from' is missing",
          "3:12: 'days' must not be empty; remove it, or fill it",
        ])
  }

  @Test("all mistakes are reported at once")
  func mistakes() {
    #expect(
      settingsComplaints(
        """
        repository:
          url: https://eva:secret@git.example.org/router.git
          ref: -rf
          path: ../x
          timeout: 60
        idRange: {first: 4294967000, count: 65536}
        settle: 2
        maxChange: all
        alowDestroy: 5
        history: {runs: 0}
        """) == [
          "2:8: a URL must not hold credentials; use tokenFile or sshKey, and take them out",
          "3:8: '-rf' is no branch, tag or commit; see git-check-ref-format(1)",
          "4:9: '../x' has '.' or '..' in it; write the path without detours",
          "5:12: '60' has no unit; write 30s, for example",
          "6:1: 4294967000 and 65536 ids reach beyond 4294967295, the end of all ids",
          "7:9: '2' has no unit; write 30s, for example",
          "8:12: 'maxChange' must be one of live, restart, recreate, destroy, not 'all'",
          "9:1: unknown key 'alowDestroy'; did you mean 'allowDestroy'?",
          "10:17: '0' is out of range; 'runs' goes from 1 to 100000",
        ])
  }

  @Test(
    "what is not built yet is refused",
    arguments: [
      "host", "registries", "downloads", "confirm", "names",
    ])
  func later(key: String) {
    #expect(settingsComplaints("\(key): x") == ["1:1: '\(key)' is not supported yet"])
  }

  @Test(
    "a URL says where a repository is, and holds nothing secret",
    arguments: [
      ("http://example.org/x", "is no address of a repository"),
      ("git@example.org:x.git", "is no address of a repository"),
      ("router.git", "is no address of a repository"),
      ("https://example.org", "has no path"), ("https:///x", "has no host"),
      ("https://:443/x", "has no host"), ("https://a@b@c/x", "has no host"),
      ("https://token@example.org/x", "credentials"), ("ssh://git:pw@example.org/x", "credentials"),
      ("https://example.org/x?private_token=1", "'?'"), ("https://example.org/a b", "spaces"),
      ("/srv/../git", "'..'"),
    ])
  func addresses(url: String, reason: String) throws {
    let found = settingsComplaints("repository: {url: \"\(url)\"}")
    #expect(found.count == 1)
    #expect(try #require(found.first).contains(reason))
    #expect(!found.joined().contains("pw@"))
  }

  @Test(
    "who is told is named without anything secret, and messages do not quote an address",
    arguments: [
      ("url: ftp://h/SECRET", "is no address of a server"), ("url: https://", "has no host"),
      ("url: \"https://u:SECRET@h/\"", "use headersFile"), ("url: \"https://h/#SECRET\"", "'#'"),
      ("url: \"https://h/SECRET x\"", "spaces"), ("command: [tell]", "begin it with '/'"),
      ("url: http://h/SECRET, headersFile: /etc/h", "only shown to an https server"),
    ])
  func notify(text: String, reason: String) throws {
    let found = settingsComplaints("notify: {\(text)}")
    #expect(found.count == 1)
    #expect(try #require(found.first).contains(reason), "\(found)")
    #expect(!found.joined().contains("SECRET"))
  }

  @Test("an empty file is a mistake, not a wish for defaults")
  func empty() {
    #expect(settingsComplaints("# nothing\n") == ["1:1: the document is empty"])
    #expect(policyComplaints("") == ["1:1: the document is empty"])
  }

  @Test("the example loads, says the defaults, and shows every setting")
  func example() throws {
    let bytes = try repositoryFile("examples/settings/config.yaml")
    let loaded = loadSettings(bytes, path: "examples/settings/config.yaml")
    #expect(loaded.diagnostics == [])
    var settings = try #require(loaded.settings)
    #expect(settings.idRange == IDRange(first: 100_000, count: 65_536))
    #expect(settings.stateDirectory == "/var/lib/turris-apply")
    #expect(settings.log.level == .info)
    (settings.repository.url, settings.idRange, settings.stateDirectory) = (nil, nil, nil)
    settings.log.level = nil
    #expect(settings == Settings())
    let text = String(decoding: bytes, as: UTF8.self)
    for path in try properties(ofSchema: "settings.v1.json") {
      let key = try #require(path.split(separator: ".").last)
      #expect(text.contains("\(key):"), "\(path)")
    }
  }
}
