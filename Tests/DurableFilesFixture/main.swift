import DurableFiles
import Glibc
import SystemPackage

// Does one thing with a file in a process of its own, so that a test can give it a mount namespace,
// make its system calls fail, or kill it. Prints the result, or the error with exit status 1.
let words = CommandLine.arguments
let path = FilePath(words.count > 2 ? words[2] : "/nonexistent")

func run() throws(FileError) -> String {
  switch (words.count > 1 ? words[1] : "", words.count) {
  case ("replace", 4):
    return "\(try DurableFile(path).replace(with: Array(words[3].utf8)))"
  case ("fill", 4):
    let content = [UInt8](repeating: 65, count: Int(words[3]) ?? 0)
    return "\(try DurableFile(path).replace(with: content))"
  case ("remove-tree", 3):
    return "\(try DurableDirectory(path).removeTree())"
  case ("first-use", 3):
    return try MountTable.firstUse(of: path).map { "\($0.mount.type)" } ?? "none"
  case ("volatile", 3):
    return "\(try DurableDirectory(path).isVolatile())"
  case ("lock", 3):
    guard let lock = try FileLock.take(path) else { return "held by another" }
    print("held")
    fflush(nil)
    sleep(600)
    _ = consume lock
    return "released"
  default:
    exit(64)
  }
}

do throws(FileError) {
  print(try run())
} catch {
  print(error)
  exit(1)
}
