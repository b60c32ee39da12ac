import SchemaJudge
import SettingsLoading
import Testing

@Suite("The program and the schemas judge alike")
struct SchemaTests {
  @Test("settings: every kind of value in every place")
  func settings() async throws {
    let documents = Self.documents(Self.settingsPlaces)
    let verdicts = try await Judge(schema: "settings.v1.json").verdicts(json: documents)
    try #require(verdicts.count == documents.count)
    for (document, verdict) in zip(documents, verdicts) {
      let found = settingsComplaints(document)
      #expect(found.isEmpty == (verdict == .valid), "\(document) \(found)")
    }
    #expect(verdicts.count { $0 == .valid } > 50)
  }

  @Test("policy: every kind of value in every place")
  func policy() async throws {
    let documents = Self.documents(Self.policyPlaces)
    let verdicts = try await Judge(schema: "policy.v1.json").verdicts(json: documents)
    try #require(verdicts.count == documents.count)
    for (document, verdict) in zip(documents, verdicts) {
      let found = policyComplaints(document)
      #expect(found.isEmpty == (verdict == .valid), "\(document) \(found)")
    }
    #expect(verdicts.count { $0 == .valid } > 50)
  }

  private static func documents(_ places: [String]) -> [String] {
    places.flatMap { place in
      values.map { value in
        let parts = place.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        return "{\(parts.joined(separator: value))}"
      }
    }
  }

  /// `@` stands for the value.
  private static let settingsPlaces =
    [
      "repository", "stateDirectory", "allowVolatileState", "runDirectory", "lxcPath", "idRange",
      "runTimeout", "concurrency", "settle", "maxChange", "allowDestroy", "history", "attic", "log",
      "interval", "retryInterval", "notify", "windows", "unknown",
    ].map { "\"\($0)\": @" }
    + [
      "url", "ref", "path", "sshKey", "knownHosts", "tokenFile", "caFile", "allowRewind", "timeout",
      "unknown",
    ].map { #""repository": {"\#($0)": @}"# } + [
      #""idRange": {"first": @, "count": 1}"#, #""idRange": {"first": 1, "count": @}"#,
      #""windows": [@]"#, #""windows": [{"from": @, "to": "02:00"}]"#,
      #""windows": [{"from": "02:00", "to": @}]"#, #""windows": [{"from": "02:00", "unknown": @}]"#,
      #""windows": [{"from": "02:00", "to": "05:00", "days": @}]"#,
      #""windows": [{"from": "02:00", "to": "05:00", "days": [@]}]"#,
      #""windows": [{"from": "02:00", "to": "05:00", "days": ["sat", @]}]"#,
      #""history": {"runs": @}"#, #""history": {"maxSize": @}"#, #""attic": {"retention": @}"#,
      #""attic": {"maxSize": @}"#, #""log": {"level": @}"#, #""log": {"format": @}"#,
      #""notify": {"command": @}"#, #""notify": {"command": [@]}"#,
      #""notify": {"command": ["/a", @]}"#, #""notify": {"url": @}"#,
      #""notify": {"headersFile": @}"#, #""notify": {"url": "https://h", "headersFile": @}"#,
      #""notify": {"url": @, "headersFile": "/a"}"#,
    ]

  private static let policyPlaces =
    [
      "privileged", "unconfined", "bindSources", "imageDirectories", "overlayLowers", "devices",
      "capabilities", "sysctls", "bridges", "limits", "hostPorts", "unknown",
    ].map { "\"\($0)\": @" }
    + [
      #""bindSources": [@]"#, #""imageDirectories": [@]"#, #""overlayLowers": [@]"#,
      #""devices": [@]"#, #""capabilities": [@]"#, #""sysctls": [@]"#, #""bridges": [@]"#,
      #""limits": {"containers": @}"#, #""limits": {"memory": @}"#, #""limits": {"cpu": @}"#,
      #""limits": {"disk": @}"#,
    ]

  private static let values =
    [
      "", " ", "a", "a b", ".", "..", "/", "/a", "/a/", "//a", "/a/../b", "/a:b", "/a,b", "a/b",
      "a/",
      "a//b", "a/./b", "/dev", "/dev/a", "/devil", "/etc", "/etc/a", "/etcetera", "/proc/1", "/sys",
      "/srv", "/" + String(repeating: "a", count: 1000), String(repeating: "a", count: 1000),
      String(repeating: "a", count: 1001), #"/a\n"#, #"a\nb"#, #"a\u0007"#, "ä", "main", "-main",
      "a/.b", ".a", "a.", "a..b", "a.lock", "a.lock/b", "a.lockb", "@", "@a", "a@{1", "a~1", "a^",
      "a:b",
      "a?", "a*", "a[", #"a\\b"#, "a@b", "refs/heads/main", "3f2c1ab",
      String(repeating: "b", count: 250),
      String(repeating: "b", count: 251), "https://h/p", "https://h", "https://h/", "https:///p",
      "https://:1/p", "https://h:1/p", "https://u@h/p", "https://u:p@h/p", "https://h/p?q",
      "https://h/p#f",
      "https://h/a@b", "https://h/a b", "https://ä/p", #"https://h/p\n"#, "HTTPS://h/p",
      "http://h/p", "http://h", "http://h?q", "https://h?q=@", "https://h/p?q=\\\"", "http:/h",
      "https://?q",
      "ssh://h/p", "ssh://u@h/p", "ssh://u:p@h/p", "ssh://@h/p", "ssh://u@/p", "ssh://u@:1/p",
      "ssh://u@h:1/p", "ssh://u@v@h/p", "git@h:p", "true", "30s", "0s", "0m", "00s", "1h",
      "100000h",
      "1", "64MiB", "1B", "4096B", "0B", #"64MiB\n"#, "live", "destroy", "all", "info", "debug",
      "text",
      "json", "chown", "CHOWN", "kernel.panic", "kernel", "br-lan", "br-*", "*", "br lan",
      "abcdefghijklmno", "abcdefghijklmnop", #"br\n"#, "sat", "02:00", "23:59", "24:00", "24:01",
      "2:00", "02:60", #"02:00\n"#,
    ].map { "\"\($0)\"" } + [
      "null", "true", "false", "0", "1", "-1", "1.0", "1.5", "0.01", "0.005", "8192", "8193",
      "1024",
      "1025", "100000", "100001", "1000000", "1000001", "4294967294", "4294967295",
      "99999999999999999999", "[]", "{}", "[[]]", #"["/a"]"#, #"["/a", "/a"]"#,
      #"["chown", "kill"]"#,
      #"["chown", "chown"]"#, "[1]", "[null]", #"{"runs": 1}"#, #"{"first": 1}"#,
      #"{"first": 100000, "count": 65536}"#, #"{"level": "info"}"#, #"{"url": "/a"}"#,
      #"["sat", "sun"]"#, #"["sat", "sat"]"#, #"{"from": "02:00", "to": "05:00"}"#,
    ]
}
