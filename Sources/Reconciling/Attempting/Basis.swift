import ContainerModel
import Crypto
import FoundationEssentials

/// Digest of all that a plan is made from.
func basis(of desired: DesiredState, _ observed: ObservedState) throws(OperationError) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  do {
    var hash = SHA256()
    hash.update(data: try encoder.encode(desired))
    hash.update(data: try encoder.encode(observed))
    let digits = hash.finalize().map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    return "sha256:" + digits.joined()
  } catch {
    throw OperationError(operation: "digest", subject: "state", cause: "\(error)")
  }
}
