import Glibc

/// Ends a command that only root can do.
func requireRoot(for operation: String) throws(CommandFailure) {
  guard geteuid() == 0 else {
    throw CommandFailure(
      "failed to \(operation): only root can look at and change containers; run it with sudo, or as root"
    )
  }
}
