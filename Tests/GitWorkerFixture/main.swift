import GitSource
import Glibc
import Workers

// Called as `GitWorkerFixture worker NAME` it is a worker that reads repositories.
let words = CommandLine.arguments
guard words.count == 3, words[1] == "worker" else { exit(64) }
exit(serveWorker(words[2], tasks: [GitReadTask.self, GitFolderTask.self]))
