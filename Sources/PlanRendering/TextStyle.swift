/// How text may look.
public struct TextStyle: Hashable, Sendable {
  /// Whether colours are used. They repeat what symbols and words say.
  public var isColoured: Bool
  /// Columns of a line.
  public var width: Int

  /// Makes a style; by default without colour, 80 columns.
  public init(isColoured: Bool = false, width: Int = 80) {
    self.isColoured = isColoured
    self.width = width
  }

  /// `left` at the beginning of a line and `right` at its end, or after two spaces where there is no room.
  public func columns(_ left: String, _ right: String) -> String {
    padded(left, width - right.count - 2) + "  " + right
  }

  func paint(_ text: String, _ colour: Colour) -> String {
    isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// Colours of ECMA-48, by their code.
enum Colour: String {
  case bold = "1"
  case faint = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
}
