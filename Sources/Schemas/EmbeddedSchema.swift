/// The JSON Schemas of `schema/`, as they were when the program was built.
public enum EmbeddedSchema: String, CaseIterable, Sendable {
  /// Of `kind: Container`.
  case container
  /// Of the settings of a router.
  case settings
  /// Of the policy of a router.
  case policy

  /// The schema, a JSON document.
  public var text: String {
    let bytes =
      switch self {
      case .container: PackageResources.container_v1_json
      case .settings: PackageResources.settings_v1_json
      case .policy: PackageResources.policy_v1_json
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
