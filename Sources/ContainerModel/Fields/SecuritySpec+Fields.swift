extension SecuritySpec {
  func add(to fields: inout Fields) {
    fields["security.privileged"] = "\(privileged)"
    switch capabilities {
    case .standard: break
    case .drop(let names):
      fields["security.capabilities.drop"] = FieldList.text(names.sorted())
    case .keep(let names):
      fields["security.capabilities.keep"] = FieldList.text(names.sorted())
    }
    fields["security.seccomp"] = seccomp.rawValue
    fields["security.noNewPrivileges"] = "\(noNewPrivileges)"
  }
}
