import ContainerModel
import Glibc
import LayerStore
import Reconciling
import Workers

func launcher() throws -> WorkerLauncher {
  let executable = try WorkerLauncher.installedExecutable(
    argumentZero: CommandLine.arguments[0], searchPath: nil)
  return WorkerLauncher(executable: executable)
}

func unpack(_ words: [String]) async throws {
  guard words.count == 3 || words.count == 5, let digest = SHA256Digest(words[1]) else { exit(64) }
  var mapping: IDRange?
  if words.count == 5, let first = UInt32(words[3]), let count = UInt32(words[4]) {
    mapping = IDRange(first: first, count: count)
  }
  let request = UnpackRequest(
    archive: words[0], digest: digest, target: words[2], mapping: mapping)
  print(try await launcher().run(UnpackTask.self, request, deadline: .seconds(600)))
}

func prepare(_ words: [String]) async throws {
  guard words.count == 3, let key = ImageKey(words[1]) else { exit(64) }
  let store = LayerImageStore(layout: StateLayout(root: words[0]), launcher: try launcher())
  try await store.prepare(key, archive: words[2]) { _, _ in }
}
