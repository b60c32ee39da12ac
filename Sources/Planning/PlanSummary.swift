/// How many resources become what.
public struct PlanSummary: Hashable, Sendable {
  /// The number of each kind of change; kinds without any are 0.
  public private(set) var counts: [ChangeKind: Int]

  /// Counts `resources`.
  public init(_ resources: [PlannedResource]) {
    counts = Dictionary(uniqueKeysWithValues: ChangeKind.allCases.map { ($0, 0) })
    for resource in resources { counts[resource.change, default: 0] += 1 }
  }

  /// How many become `kind`.
  public subscript(kind: ChangeKind) -> Int { counts[kind] ?? 0 }
}

extension PlanSummary: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads an object with a number by kind.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    counts = [:]
    for kind in ChangeKind.allCases {
      counts[kind] =
        try container.decodeIfPresent(Int.self, forKey: Key(stringValue: kind.rawValue)) ?? 0
    }
  }

  /// Writes an object with a number by kind.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for kind in ChangeKind.allCases {
      try container.encode(self[kind], forKey: Key(stringValue: kind.rawValue))
    }
  }
}
