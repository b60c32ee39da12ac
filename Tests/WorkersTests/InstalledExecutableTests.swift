import Glibc
import SystemPackage
import Testing
import Workers

@Suite struct InstalledExecutableTests {
  @Test func `A path is kept, and made absolute`() throws {
    let here = try #require(getcwd(nil, 0).map { String(cString: $0) })
    #expect(
      try WorkerLauncher.installedExecutable(argumentZero: "/a/b", searchPath: nil) == "/a/b")
    #expect(
      try WorkerLauncher.installedExecutable(argumentZero: "./b", searchPath: nil)
        == FilePath(here).appending("b"))
  }

  @Test func `A name is looked for in PATH`() throws {
    #expect(
      try WorkerLauncher.installedExecutable(
        argumentZero: "true", searchPath: "/nonexistent:/usr/bin")
        == "/usr/bin/true")
    #expect(
      try WorkerLauncher.installedExecutable(argumentZero: "true", searchPath: nil)
        == "/usr/bin/true")
  }

  @Test func `A directory and a file that can't be executed are passed over`() throws {
    #expect(throws: WorkerError.self) {
      try WorkerLauncher.installedExecutable(argumentZero: "passwd", searchPath: "/etc")
    }
    #expect(throws: WorkerError.self) {
      try WorkerLauncher.installedExecutable(argumentZero: "lib", searchPath: "/usr")
    }
  }
}
