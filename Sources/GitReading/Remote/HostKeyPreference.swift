import GitSource
import Glibc
import SystemPackage

extension Surroundings {
  /// Makes libssh2 ask the server for a key of a type that is pinned. Otherwise it takes the type
  /// that it likes best, and a server with several keys would show one that is not pinned.
  ///
  /// libgit2 looks for the types in `$HOME/.ssh/known_hosts`. Whether the key is the right one is
  /// decided by ``RemoteSession`` alone.
  static func preferPinnedKeys(
    _ keys: [KnownHosts.Key], host: String, port: UInt16, in directory: PrivateDirectory
  ) throws(GitSourceError) {
    let best = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"]
    let key = best.lazy.compactMap { type in keys.first { $0.type == type } }.first ?? keys.first
    let name = port == 22 ? host : "[\(host)]:\(port)"
    let line = key.map { "\(name) \($0.type) \($0.base64)\n" } ?? ""
    _ = try directory.write(Array(line.utf8), to: "home/.ssh/known_hosts")
    setenv("HOME", directory.path.appending("home").string, 1)
  }
}
