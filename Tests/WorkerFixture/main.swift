import Glibc
import SystemPackage
import Workers

// Called as `WorkerFixture worker NAME` it is a worker; as `WorkerFixture caller FILE` it is the
// caller of a worker that sleeps and has written its process id to FILE.
let words = CommandLine.arguments
switch words.dropFirst().first {
case "worker" where words.count == 3:
  exit(serveWorker(words[2], tasks: [Deed.self]))
case "caller" where words.count == 3:
  let executable = try WorkerLauncher.installedExecutable(argumentZero: words[0], searchPath: nil)
  let launcher = WorkerLauncher(executable: executable)
  _ = try await launcher.run(
    Deed.self, .sleepWithChild(pidFile: words[2]), deadline: .seconds(600))
default:
  exit(64)
}
