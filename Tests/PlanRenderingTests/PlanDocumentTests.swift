import ContainerModel
import FoundationEssentials
import Planning
import Testing

@Suite("a plan as JSON")
struct PlanDocumentTests {
  @Test("has the keys of the contract, and null for what is not set")
  func contract() throws {
    let dns = ResourceReference(kind: .container, name: "dns")
    let plan = Plan(
      revision: Revision(
        commit: "3f2c1ab" + String(repeating: "0", count: 33), reference: "main",
        subject: "dns: more memory", author: "Eva", time: "2026-11-23T19:14:02+01:00"),
      basis: "sha256:0",
      resources: [
        PlannedResource(
          name: "dns", change: .live, cause: .spec, reason: "memory",
          changes: [
            FieldChange(path: "resources.memory.limit", before: "64MiB", after: "128MiB"),
            FieldChange(path: "resources.pids.limit", before: "20", after: nil),
          ]), blockedResource, PlannedResource(name: "web", change: .unchanged),
      ],
      steps: [
        PlanStep(.configure, of: dns),
        PlanStep(.setResources, of: dns, after: ["dns/configure"]),
        PlanStep(.moveInterface, of: dns, item: "eth0", after: ["dns/setResources"]),
      ],
      refusals: [
        Refusal(
          container: ContainerName("web"), origin: SpecOrigin(path: "web.yaml", line: 3, column: 7),
          message: "not allowed")
      ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    try expectSnapshot(String(decoding: try encoder.encode(plan), as: UTF8.self), "plan.json")
    #expect(try JSONDecoder().decode(Plan.self, from: encoder.encode(plan)) == plan)
  }

  private var blockedResource: PlannedResource {
    var resource = PlannedResource(
      name: "nas", change: .restart, cause: .drift, reason: "edited by hand",
      changes: [FieldChange(path: "config", before: nil, after: nil)])
    resource.blocked = "its bridge is missing"
    return resource
  }
}
