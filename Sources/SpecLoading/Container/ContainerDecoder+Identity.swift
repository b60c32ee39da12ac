import ContainerModel
import YAMLDocument

extension ContainerDecoder {
  private enum BootKey: String, FieldKey {
    case order
  }

  mutating func readBoot(_ field: Field) -> BootSpec {
    var spec = BootSpec()
    for (key, field) in document.fields(of: field, BootKey.self) ?? [] {
      switch key {
      case .order:
        let range = Int64(Int32.min)...Int64(Int32.max)
        spec.order = document.integer(field, in: range) ?? spec.order
      }
    }
    return spec
  }

  mutating func readLabels(_ field: Field) -> [String: String] {
    let rule =
      "use 1 to 63 of letters, digits, '.', '_', '-' and '/', a letter or digit at both ends"
    let entries = document.entries(of: field, rule: rule, isKey: NameRule.isLabel) ?? []
    return strings(of: entries)
  }

  mutating func readDependsOn(_ field: Field) -> [ContainerName] {
    var names: [ContainerName] = []
    var seen: Set<String> = []
    for item in document.items(of: field) ?? [] {
      guard let name = document.containerName(item),
        !document.isRepeated(name.description, item, among: &seen)
      else { continue }
      names.append(name)
      draft.dependsOn.append(located(name, item))
    }
    document.note(field)
    return names
  }

  /// The values of a mapping of strings, by key.
  mutating func strings(of entries: [(key: String, field: Field)]) -> [String: String] {
    var values: [String: String] = [:]
    for (key, field) in entries { values[key] = document.string(field) }
    return values
  }
}
