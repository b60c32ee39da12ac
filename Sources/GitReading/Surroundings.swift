import GitSource
import SystemPackage

/// What a reading needs around it, made while this process still may.
struct Surroundings {
  /// None where the server is left alone.
  let credentials: Credentials
  /// A directory in memory, where one is needed.
  let memory: PrivateDirectory?
  /// A file of certificate authorities, where the library's own are not all.
  let authorities: String?

  /// Reads the files that the settings name, then gives up what is not needed any more.
  init(_ request: GitReadRequest, _ address: RepositoryAddress) throws(GitSourceError) {
    if request.noFetch {
      credentials = .none
      memory = nil
      authorities = nil
    } else {
      let shown = try Credentials(for: request.remote, at: address)
      let isHTTP = if case .http = address.transport { true } else { false }
      let caFile = isHTTP ? request.remote.caFile : nil
      let needsMemory = request.dryRun || caFile != nil || shown.sshKey != nil
      let directory = needsMemory ? try PrivateDirectory() : nil
      authorities = try caFile.flatMap { file throws(GitSourceError) in
        try directory?.write(Credentials.authorities(with: file), to: "authorities.pem").string
      }
      if case .ssh(let host, let port) = address.transport, let directory {
        try Self.preferPinnedKeys(shown.hostKeys, host: host, port: port, in: directory)
      }
      credentials = shown
      memory = directory
    }
    try Confinement.begin()
  }
}
