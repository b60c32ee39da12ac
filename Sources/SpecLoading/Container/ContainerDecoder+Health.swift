import ContainerModel
import YAMLDocument

extension ContainerDecoder {
  private enum HealthKey: String, FieldKey {
    case exec, tcp, http, interval, timeout, retries, startPeriod
  }
  private enum TCPKey: String, FieldKey {
    case port
  }
  private enum HTTPKey: String, FieldKey {
    case port, path
  }

  mutating func readHealth(_ field: Field) -> HealthSpec? {
    guard let fields = document.fields(of: field, HealthKey.self) else { return nil }
    document.requireOne(of: [.exec, .tcp, .http], in: fields, owner: field)
    // Without a probe an error was reported, and what is made up here is never put to use.
    var spec = HealthSpec(probe: .tcp(port: 1))
    for (key, field) in fields {
      switch key {
      case .exec: spec.probe = readCommand(field).map { .exec(command: $0) } ?? spec.probe
      case .tcp: spec.probe = readTCPProbe(field) ?? spec.probe
      case .http: spec.probe = readHTTPProbe(field) ?? spec.probe
      case .interval:
        spec.interval = document.duration(field, in: HealthSpec.times) ?? spec.interval
      case .timeout: spec.timeout = document.duration(field, in: HealthSpec.times) ?? spec.timeout
      case .retries:
        spec.retries = document.integer(field, in: HealthSpec.retryCounts) ?? spec.retries
      case .startPeriod:
        spec.startPeriod =
          document.duration(field, in: HealthSpec.startPeriods) ?? spec.startPeriod
      }
    }
    return spec
  }

  private mutating func readTCPProbe(_ field: Field) -> HealthSpec.Probe? {
    var port: UInt16?
    for (key, field) in document.fields(of: field, TCPKey.self, required: [.port]) ?? [] {
      switch key {
      case .port: port = readPort(field)
      }
    }
    return port.map { .tcp(port: $0) }
  }

  private mutating func readHTTPProbe(_ field: Field) -> HealthSpec.Probe? {
    var port: UInt16?
    var path = "/"
    for (key, field) in document.fields(of: field, HTTPKey.self, required: [.port]) ?? [] {
      switch key {
      case .port: port = readPort(field)
      case .path: path = readURLPath(field) ?? path
      }
    }
    return port.map { .http(port: $0, path: path) }
  }

  private mutating func readPort(_ field: Field) -> UInt16? {
    document.integer(field, in: 1...Int64(UInt16.max)).flatMap(UInt16.init(exactly:))
  }

  /// A path of a URL and perhaps a query, just as they are sent: visible characters of ASCII (RFC 3986, section 2), without a
  /// fragment, which is not sent.
  private mutating func readURLPath(_ field: Field) -> String? {
    guard let text = document.string(field, wanted: "a path such as /health") else { return nil }
    guard text.utf8.first == UInt8(ascii: "/") else {
      document.report("\(quoted(text)) is no path of a URL; begin it with '/'", value: field)
      return nil
    }
    guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "#") }) else {
      document.report(
        "\(quoted(text)) is no path of a URL; write blanks, '#' and all that is not ASCII as %20,"
          + " %23 and so on", value: field)
      return nil
    }
    guard text.utf8.count <= PathRule.mostCharacters else {
      document.report(
        "the path is too long; at most \(PathRule.mostCharacters) characters", value: field)
      return nil
    }
    return text
  }
}
