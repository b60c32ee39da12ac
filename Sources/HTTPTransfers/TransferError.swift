/// Why a transfer could not even be tried.
struct TransferError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
