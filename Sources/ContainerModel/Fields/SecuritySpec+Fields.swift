extension SecuritySpec {
  func add(to fields: inout Fields) {
    fields["security.privileged"] = "\(privileged)"
    switch capabilities {
    case .standard: break
    case .drop(let names):
      fields["security.capabilities.drop"] = "[\(names.joined(separator: ", "))]"
    case .keep(let names):
      fields["security.capabilities.keep"] = "[\(names.joined(separator: ", "))]"
    }
    fields["security.seccomp"] = seccomp.rawValue
    fields["security.noNewPrivileges"] = "\(noNewPrivileges)"
  }
}
