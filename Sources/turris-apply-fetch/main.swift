import ArchiveUnpacking
import GitReading
import GitSource
import Glibc
import HTTPTransfers
import HostProbing
import KernelConfigReading
import LayerStore
import NetworkProbes
import NoticeSending
import SystemPackage
import Workers

// Serves one task of turris-apply that reads what others made: repositories, archives, and
// the answers of containers and of servers that are told something. A program of its own, so that
// turris-apply itself need not load the thirty libraries that libgit2 and libarchive bring.
let words = CommandLine.arguments
guard words.count == 3, words[1] == "worker" else {
  // Nothing better can be done where standard error is closed.
  _ = try? FileDescriptor.standardError.writeAll(
    "turris-apply-fetch works for turris-apply; call that instead\n".utf8)
  exit(64)
}
exit(
  serveWorker(
    words[2],
    tasks: [
      GitReadTask.self, GitFolderTask.self, GitReferencesTask.self, UnpackTask.self,
      HTTPProbe.self, NoticePost.self, ReadKernelConfig.self,
    ]))
