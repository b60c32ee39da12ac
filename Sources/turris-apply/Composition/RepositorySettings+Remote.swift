import GitSource
import SettingsLoading

extension RepositorySettings {
  /// The repository at `url`, with what the settings say is needed to be let in.
  func remote(_ url: String) -> GitRemote {
    GitRemote(
      url: url, sshKey: sshKey, knownHosts: knownHosts, tokenFile: tokenFile, caFile: caFile)
  }
}
