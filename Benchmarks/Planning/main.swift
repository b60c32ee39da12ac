// usage: planning-benchmark FOLDER
//
// What lies between a commit's bytes and its plan, without git and the machine: reads every file of FOLDER, checks them all,
// and plans for a router that has none of the containers yet. Prints how many it planned to create.

import ContainerModel
import DurableFiles
import FoundationEssentials
import Glibc
import Planning
import Reconciling
import SpecLoading
import SystemPackage

guard CommandLine.arguments.count == 2 else {
  print("usage: planning-benchmark FOLDER")
  exit(64)
}
let folder = CommandLine.arguments[1]
let files = try FileManager.default.contentsOfDirectory(atPath: folder).map { name in
  let file = DurableFile(FilePath(folder).appending(name))
  return SpecFile(path: name, bytes: try file.read(limit: 256 << 10))
}
let loaded = await loadSpecs(files, folders: [:])
guard let containers = loaded.containers else {
  print(
    "\(loaded.diagnostics.count) diagnostics, first: \(String(describing: loaded.diagnostics.first))"
  )
  exit(1)
}
var observed = ObservedState(
  host: HostFacts(
    idRange: IDRange(first: 100_000, count: 65_536),
    supportedLimits: ["resources.memory.limit", "resources.cpu.limit", "resources.pids.limit"],
    cgroupLayout: "v2", bridges: ["br-lan"]))
observed.policy.limits.containers = Int64(containers.count)
let proposal = try await Proposal(
  desired: DesiredState(revision: nil, containers: containers), observed: observed)
print("\(proposal.plan.summary[.create]) to create")
exit(proposal.plan.summary[.create] == containers.count ? 0 : 1)
