import ContainerModel
import YAMLDocument

extension ContainerDecoder {
  private enum StopKey: String, FieldKey {
    case signal, timeout
  }
  /// The limits of setrlimit(2).
  private enum PRLimitKey: String, FieldKey {
    case `as`, core, cpu, data, fsize, locks, memlock, msgqueue
    case nice, nofile, nproc, rss, rtprio, rttime, sigpending, stack
  }

  mutating func readCommand(_ field: Field) -> [String]? {
    guard let items = document.items(of: field, atLeast: 1) else { return nil }
    let arguments = items.compactMap { document.string($0) }
    if let program = items.first, arguments.first == "" {
      document.report("\(program.subject) is empty; it is the program to run", value: program)
    }
    document.note(field)
    return arguments
  }

  mutating func readEnvironment(_ field: Field) -> [String: String] {
    let rule = "use letters, digits and '_', no digit first"
    let entries = document.entries(of: field, rule: rule, isKey: NameRule.isVariable) ?? []
    return strings(of: entries)
  }

  /// `uid[:gid]`; a user alone may be written as the number it is.
  mutating func readUser(_ field: Field) -> UserSpec? {
    let most = Int64(UInt32.max) - 1
    if case .scalar(let scalar) = field.node.content, scalar.style == .plain,
      [.integer, .float].contains(PlainReading(scalar.text)),
      !scalar.text.utf8.contains(UInt8(ascii: ":"))
    {
      return document.integer(field, in: 0...most).flatMap { UserSpec("\($0)") }
    }
    guard let text = document.string(field, wanted: "a user") else {
      return nil
    }
    guard let user = UserSpec(text) else {
      document.report(
        "\(quoted(text)) is no user; write \"UID\" or \"UID:GID\", numbers of at most \(most)",
        value: field)
      return nil
    }
    return user
  }

  mutating func readStop(_ field: Field) -> StopSpec {
    var spec = StopSpec()
    for (key, field) in document.fields(of: field, StopKey.self) ?? [] {
      switch key {
      case .signal: spec.signal = readSignal(field) ?? spec.signal
      case .timeout: spec.timeout = document.duration(field) ?? spec.timeout
      }
    }
    return spec
  }

  private mutating func readSignal(_ field: Field) -> StopSignal? {
    let text = document.string(field, wanted: "a signal", isValue: { StopSignal($0) != nil })
    guard let text else { return nil }
    guard let signal = StopSignal(text) else {
      document.report(
        "\(quoted(text)) cannot ask an init to stop; write SIGTERM, for example", value: field)
      return nil
    }
    return signal
  }

  mutating func readPRLimits(_ field: Field) -> [String: Int64] {
    var values: [String: Int64] = [:]
    for (key, field) in document.fields(of: field, PRLimitKey.self) ?? [] {
      values[key.rawValue] = document.integer(field, in: 0...Self.largestExactNumber)
    }
    return values
  }

  mutating func readSysctls(_ field: Field) -> [String: String] {
    let rule = "write a kernel parameter as sysctl does: net.ipv4.ip_forward"
    let entries = document.entries(of: field, rule: rule, isKey: NameRule.isKernelParameter) ?? []
    var values: [String: String] = [:]
    for (key, field) in entries {
      guard let value = document.string(field) else { continue }
      if value.isEmpty { document.report("\(field.subject) must not be empty", value: field) }
      values[key] = value
    }
    return values
  }

  /// The largest number that every JSON reader keeps exactly (RFC 8259, section 6).
  private static let largestExactNumber: Int64 = (1 << 53) - 1
}
