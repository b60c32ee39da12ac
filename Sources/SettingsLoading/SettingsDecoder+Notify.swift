import SpecLoading

extension SettingsDecoder {
  private enum NotifyKey: String, FieldKey {
    case command, url, headersFile
  }

  mutating func readNotify(_ field: Field) -> NotifySettings {
    var notify = NotifySettings()
    var headers: Field?
    for (key, field) in document.fields(of: field, NotifyKey.self) ?? [] {
      switch key {
      case .command: notify.command = readCommand(field)
      case .url: notify.url = field.isEmptyText ? nil : readServer(field)
      case .headersFile:
        notify.headersFile = field.isEmptyText ? nil : document.absolutePath(field)
        headers = field
      }
    }
    if let headers, notify.headersFile != nil, notify.url?.hasPrefix("http://") == true {
      document.report(
        "what is secret is only shown to an https server; write url: https://…, or leave headersFile out",
        value: headers)
    }
    return notify
  }

  private mutating func readCommand(_ field: Field) -> [String] {
    guard let items = document.items(of: field) else { return [] }
    return items.enumerated().compactMap { index, item in
      index == 0 ? document.absolutePath(item) : document.string(item)
    }
  }

  private mutating func readServer(_ field: Field) -> String? {
    guard let text = document.string(field, wanted: "a URL") else { return nil }
    if let problem = ServerAddress.problem(url: text) {
      document.report(problem, value: field)
      return nil
    }
    return text
  }
}
