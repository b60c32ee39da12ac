extension HealthSpec {
  func add(to fields: inout Fields) {
    switch probe {
    case .exec(let command):
      fields.add("health.exec", FieldList.text(command))
    case .tcp(let port):
      fields.add("health.tcp.port", String(port))
    case .http(let port, let path):
      fields.add("health.http.port", String(port))
      fields.add("health.http.path", path)
    }
    fields.add("health.interval", interval.description)
    fields.add("health.timeout", timeout.description)
    fields.add("health.retries", String(retries))
    fields.add("health.startPeriod", startPeriod.description)
  }
}
