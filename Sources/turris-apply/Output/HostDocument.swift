import HostJudging

/// What `check --output json` prints.
struct HostDocument: Encodable {
  let formatVersion = "1.0"
  let isAble: Bool
  let findings: [Finding]

  private enum CodingKeys: String, CodingKey {
    case formatVersion
    case isAble = "able"
    case findings
  }
}
