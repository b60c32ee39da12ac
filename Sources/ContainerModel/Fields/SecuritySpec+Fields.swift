extension SecuritySpec {
  func add(to fields: inout Fields) {
    switch capabilities {
    case .standard: break
    case .drop(let names):
      fields.add("security.capabilities.drop", FieldList.text(names.sorted()))
    case .keep(let names):
      fields.add("security.capabilities.keep", FieldList.text(names.sorted()))
    }
    fields.add("security.noNewPrivileges", noNewPrivileges)
    fields.add("security.privileged", privileged)
    fields.add("security.seccomp", seccomp.rawValue)
  }
}
