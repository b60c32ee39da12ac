public import ContainerModel

/// A text that a test wrote wrongly.
public struct NoValue: Error {
  /// The text.
  public let text: String
}

/// What `text` says.
public func parsed<Value: TextCodable>(_ text: String, as type: Value.Type = Value.self) throws
  -> Value
{
  guard let value = Value(text) else { throw NoValue(text: text) }
  return value
}
