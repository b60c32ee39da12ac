import ContainerModel

/// A value and the place that a message about it points to.
struct Located<Value: Sendable>: Sendable {
  let value: Value
  let origin: SpecOrigin
  let length: Int
}
