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
