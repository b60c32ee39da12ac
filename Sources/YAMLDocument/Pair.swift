/// One `key: value` of a mapping.
public struct Pair: Hashable, Sendable {
  /// The key.
  public let key: Scalar

  /// Where the key begins.
  public let mark: Mark

  /// How many characters of its line the key takes, for underlining.
  public let length: Int

  /// The value.
  public let value: Node

  /// Makes a pair.
  public init(_ key: Scalar, at mark: Mark, length: Int, value: Node) {
    self.key = key
    self.mark = mark
    self.length = length
    self.value = value
  }
}
