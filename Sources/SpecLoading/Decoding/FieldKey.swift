/// The keys of one mapping of a format; a decoder's `switch` over them is exhaustive, so none can be forgotten.
package protocol FieldKey: RawRepresentable<String>, CaseIterable, Equatable, Sendable {
  /// Keys that the format has and this program does not read yet.
  static var later: [String] { get }
}

extension FieldKey {
  /// None.
  package static var later: [String] { [] }
}
