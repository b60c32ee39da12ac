extension MountSpec {
  func add(to fields: inout Fields) {
    let path = "mounts[\(target)]"
    fields.add("\(path).readOnly", readOnly)
    switch source {
    case .volume(let name):
      fields.add("\(path).volume", name)
    case .bind(let source):
      fields.add("\(path).bind.source", source)
    case .tmpfs(let size):
      fields.add("\(path).tmpfs.size", size.description)
    case .overlay(let lower, let upper, let size):
      fields.add("\(path).overlay.lower", FieldList.text(lower.map(\.description)))
      fields.add("\(path).overlay.upper", upper)
      fields.add("\(path).overlay.size", size?.description)
    }
  }
}

extension OverlayLower: CustomStringConvertible {
  /// As a spec would write it; a folder of the repository with the object id of its content behind it.
  public var description: String {
    switch self {
    case .host(let path): path
    case .repository(let folder, let tree):
      "repo:\(folder)" + (tree.map { "@\($0)" } ?? "")
    }
  }
}
