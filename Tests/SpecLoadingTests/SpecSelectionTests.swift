import ContainerModel
import SpecLoading
import Testing

private func spec(_ name: String, using folders: [String] = []) -> [UInt8] {
  let mounts = folders.map { "  - {target: /\($0), overlay: {lower: [\"repo:\($0)\"]}}\n" }
  return Array(
    """
    apiVersion: turris-containers/v1
    kind: Container
    name: \(name)
    image: {directory: /srv/rootfs}
    mounts:\(mounts.isEmpty ? " []" : "\n" + mounts.joined())
    """.utf8)
}

private func complaints(_ loaded: LoadedSpecs) -> [String] {
  loaded.diagnostics.map { "\($0.path):\($0.line):\($0.column): \($0.message)" }
}

@Suite("Specs are told from data")
struct SpecSelectionTests {
  @Test("specs end in .yaml or .yml, and no name on the way begins with a dot")
  func candidates() {
    for path in ["a.yaml", "a.yml", "x/y/a.yaml", "x.d/a.yaml"] {
      #expect(SpecPath.isCandidate(path), "\(path)")
    }
    for path in ["a.json", "yaml", "a.yaml.bak", ".a.yaml", ".git/a.yaml", "x/.y/a.yaml", "a.YAML"]
    {
      #expect(!SpecPath.isCandidate(path), "\(path)")
    }
    #expect(SpecPath.isCandidate("routers/omnia/a.yaml", below: "routers/omnia"))
    #expect(SpecPath.isCandidate(".hidden/a.yaml", below: ".hidden"))
    #expect(SpecPath.isCandidate("a.yaml", below: "."))
    #expect(!SpecPath.isCandidate("routers/omnia2/a.yaml", below: "routers/omnia"))
    #expect(!SpecPath.isCandidate("a.yaml", below: "routers"))
  }

  @Test("what lies in a folder that a spec uses is data, whatever it looks like")
  func data() async {
    let files = [
      SpecFile(path: "web.yaml", bytes: spec("web", using: ["web", "conf/app"])),
      SpecFile(path: "web/site.yaml", bytes: Array("title: [".utf8)),
      SpecFile(path: "web/deep/er/x.yml", bytes: Array("{{ template }}".utf8)),
      SpecFile(path: "web/link.yaml", unreadable: "is a symbolic link"),
      SpecFile(path: "conf/app/a.yaml", bytes: spec("web")),
      SpecFile(path: "conf/spec.yaml", bytes: spec("other")),
      SpecFile(path: "website/spec.yaml", bytes: spec("third")),
    ]
    let tree = String(repeating: "a", count: 40)
    let loaded = await loadSpecs(files, folders: ["web": tree, "conf/app": nil, "conf": nil])
    #expect(loaded.diagnostics == [])
    #expect(loaded.containers?.map(\.spec.name.description) == ["other", "web", "third"])
    let mounts = loaded.containers?.first { $0.spec.name.description == "web" }?.spec.mounts
    let size = RootfsSpec.defaultTmpfsSize
    #expect(
      mounts?.map(\.source) == [
        .overlay(lower: [.repository(folder: "web", tree: tree)], upper: nil, size: size),
        .overlay(lower: [.repository(folder: "conf/app", tree: nil)], upper: nil, size: size),
      ])
  }

  @Test("data excludes nothing, even where it looks like a spec")
  func dataHasNoSay() async {
    let files = [
      SpecFile(path: "web.yaml", bytes: spec("web", using: ["web"])),
      SpecFile(path: "web/evil.yaml", bytes: spec("evil", using: ["other"])),
      SpecFile(path: "other/spec.yaml", bytes: spec("other")),
    ]
    let loaded = await loadSpecs(files, folders: ["web": nil, "other": nil])
    #expect(loaded.containers?.map(\.spec.name.description) == ["other", "web"])
  }

  @Test("specs that use each other's folders, or their own, are in error")
  func circles() async {
    let files = [
      SpecFile(path: "a/a.yaml", bytes: spec("a", using: ["b"])),
      SpecFile(path: "b/b.yaml", bytes: spec("b", using: ["a"])),
      SpecFile(path: "c/c.yaml", bytes: spec("c", using: ["c"])),
    ]
    #expect(
      complaints(await loadSpecs(files, folders: ["a": nil, "b": nil, "c": nil])) == [
        "a/a.yaml:1:1: a spec cannot lie in a folder that specs use: 'repo:a'",
        "b/b.yaml:1:1: a spec cannot lie in a folder that specs use: 'repo:b'",
        "c/c.yaml:1:1: a spec cannot lie in a folder that specs use: 'repo:c'",
      ])
  }

  @Test("a spec that could not be read is an error")
  func unreadable() async {
    let files = [SpecFile(path: "a.yaml", unreadable: "is a symbolic link")]
    let loaded = await loadSpecs(files, folders: [:])
    #expect(loaded.containers == nil)
    #expect(complaints(loaded) == ["a.yaml:1:1: the file is a symbolic link"])
  }

  @Test("a folder that is not there is an error at its place")
  func missingFolder() async {
    let files = [SpecFile(path: "a.yaml", bytes: spec("a", using: ["wbe"]))]
    #expect(
      complaints(await loadSpecs(files, folders: ["web": nil])) == [
        "a.yaml:6:38: the repository has no folder 'wbe'; did you mean 'web'?"
      ])
  }
}
