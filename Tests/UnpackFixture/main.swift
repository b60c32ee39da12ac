import ArchiveUnpacking
import Glibc
import LayerStore
import Workers

// What the tests need a process of their own for. Called as
//   UnpackFixture worker NAME: a worker;
//   UnpackFixture unpack ARCHIVE SHA256 TARGET [FIRST COUNT]: unpacks by hand, to be measured;
//   UnpackFixture prepare STATE KEY ARCHIVE: prepares an image, to be killed;
//   UnpackFixture keep STATE create|retire NAME: makes or retires a container's data, to be killed;
//   UnpackFixture inside FIRST COUNT ROOT UID PROGRAM...: runs a program in a container's ids;
//     if there is a directory ROOT-upper, upon an overlay with ROOT as its lower.
let words = CommandLine.arguments
do {
  switch words.dropFirst().first {
  case "worker" where words.count == 3:
    exit(serveWorker(words[2], tasks: [UnpackTask.self, Breakout.self]))
  case "unpack": try await unpack(Array(words.dropFirst(2)))
  case "prepare": try await prepare(Array(words.dropFirst(2)))
  case "keep": try keep(Array(words.dropFirst(2)))
  case "inside": try runInside(Array(words.dropFirst(2)))
  default: exit(64)
  }
} catch {
  print(error)
  exit(1)
}
