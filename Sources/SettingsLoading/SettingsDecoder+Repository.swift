import SpecLoading

extension SettingsDecoder {
  private enum RepositoryKey: String, FieldKey {
    case url, ref, path, sshKey, knownHosts, tokenFile, caFile, allowRewind, timeout
  }

  mutating func readRepository(_ field: Field) -> RepositorySettings {
    var settings = RepositorySettings()
    for (key, field) in document.fields(of: field, RepositoryKey.self) ?? [] {
      switch key {
      case .url: settings.url = readURL(field)
      case .ref: settings.ref = readReference(field) ?? settings.ref
      case .path: settings.path = document.relativePath(field) ?? settings.path
      case .sshKey: settings.sshKey = document.absolutePath(field)
      case .knownHosts: settings.knownHosts = document.absolutePath(field)
      case .tokenFile: settings.tokenFile = document.absolutePath(field)
      case .caFile: settings.caFile = document.absolutePath(field)
      case .allowRewind: settings.allowRewind = document.boolean(field) ?? settings.allowRewind
      case .timeout: settings.timeout = document.duration(field) ?? settings.timeout
      }
    }
    return settings
  }

  private mutating func readURL(_ field: Field) -> String? {
    guard let text = document.string(field, wanted: "a URL") else { return nil }
    if text.hasPrefix("/") { return document.absolutePath(field) }
    if let problem = RepositoryAddress.problem(url: text) {
      document.report(problem, value: field)
      return nil
    }
    return text
  }

  private mutating func readReference(_ field: Field) -> String? {
    guard let text = document.string(field, wanted: "a branch, tag or commit") else { return nil }
    guard RepositoryAddress.isReference(text) else {
      document.report(
        "\(quoted(text)) is no branch, tag or commit; see git-check-ref-format(1)", value: field)
      return nil
    }
    return text
  }
}
