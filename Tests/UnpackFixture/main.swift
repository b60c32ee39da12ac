import ContainerModel
import Glibc
import LayerStore
import Workers

// Called as `UnpackFixture worker unpack` it is the worker of the tests. As
// `UnpackFixture ARCHIVE SHA256 TARGET [FIRST COUNT]` it unpacks by hand, to measure and to kill.
let words = CommandLine.arguments
if words.count == 3, words[1] == "worker" {
  exit(serveWorker(words[2], tasks: [UnpackTask.self]))
}
guard words.count == 4 || words.count == 6, let digest = SHA256Digest(words[2]) else { exit(64) }
let mapping =
  words.count == 6
  ? UInt32(words[4]).flatMap { first in
    UInt32(words[5]).flatMap { IDRange(first: first, count: $0) }
  } : nil
let executable = try WorkerLauncher.installedExecutable(argumentZero: words[0], searchPath: nil)
do {
  let reply = try await WorkerLauncher(executable: executable).run(
    UnpackTask.self,
    UnpackRequest(archive: words[1], digest: digest, target: words[3], mapping: mapping),
    deadline: .seconds(600))
  print(reply)
} catch {
  print(error)
  exit(1)
}
