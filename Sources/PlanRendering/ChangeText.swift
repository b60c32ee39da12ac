public import Planning

/// Enough to tell two values apart; the JSON form has all of it.
private let longestValue = 120

/// What a value is and what it is going to be: `64MiB -> 128MiB`, or only that it changes where it is not shown.
public func valuesText(of change: FieldChange) -> String {
  if change.isMasked {
    let what = change.before == nil ? "added" : change.after == nil ? "removed" : "changed"
    return "\(what) (value is not shown)"
  }
  let text = { (value: String?) in
    value.map { shortened(withShortObjectIDs(harmless($0)), to: longestValue) } ?? "(unset)"
  }
  return "\(text(change.before)) -> \(text(change.after))"
}

extension FieldChange {
  /// Whether it only says that something changes.
  var isMasked: Bool { before == Self.masked || after == Self.masked }
}
