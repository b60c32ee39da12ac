import Reconciling
import Testing
@testable import LayerStore

@Suite struct HostDirectoryTests {
  @Test func `A directory without links in its path is taken`() async throws {
    try await Scratch.with { scratch in
      try await scratch.shell("mkdir -p images/root")
      try HostDirectory.verify("\(scratch.path)/images/root")
      try HostDirectory.verify("\(scratch.path)/images/root/")
    }
  }

  @Test(arguments: [
    ("link/root", "symbolic link"), ("images/link", "symbolic link"),
    ("images/../images/root", "'..'"),
    ("images/file", "no directory"), ("images/missing", "no such file"),
  ])
  func `Anything else is refused`(_ path: String, _ reason: String) async throws {
    try await Scratch.with { scratch in
      try await scratch.shell(
        "mkdir -p images/root; ln -s images link; ln -s root images/link; : >images/file")
      let error = #expect(throws: OperationError.self) {
        try HostDirectory.verify("\(scratch.path)/\(path)")
      }
      #expect(error?.cause.contains(reason) == true, "\(String(describing: error))")
    }
  }

  @Test func `A relative path is refused`() {
    #expect(throws: OperationError.self) { try HostDirectory.verify("etc") }
  }
}
