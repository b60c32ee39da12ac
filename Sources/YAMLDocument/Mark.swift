/// A place in a document, as people and editors name it.
///
/// Stored in 32 bits each: a document is bounded by ``Limits`` far below that, and every node carries one.
public struct Mark: Hashable, Comparable, Sendable {
  private let storedLine: UInt32
  private let storedColumn: UInt32
  private let storedOffset: UInt32

  /// The line, counted from 1.
  public var line: Int { Int(storedLine) }

  /// The column in Unicode scalars, counted from 1; a tab is one column.
  public var column: Int { Int(storedColumn) }

  /// The offset in bytes from the start of the document, counted from 0.
  public var offset: Int { Int(storedOffset) }

  /// Makes a mark; values that do not fit are clamped to the nearest one that does.
  public init(line: Int, column: Int, offset: Int) {
    storedLine = UInt32(clamping: line)
    storedColumn = UInt32(clamping: column)
    storedOffset = UInt32(clamping: offset)
  }

  /// The first character of a document.
  public static let start = Mark(line: 1, column: 1, offset: 0)

  /// Marks of one document are ordered as its text is.
  public static func < (left: Mark, right: Mark) -> Bool {
    (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
  }
}
