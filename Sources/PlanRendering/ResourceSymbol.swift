import Planning

/// The sign and the word that stand before a resource.
struct ResourceSymbol {
  let sign: String
  let colour: Colour

  init(_ resource: PlannedResource) {
    guard resource.blocked == nil else {
      (sign, colour) = ("✗", .red)
      return
    }
    (sign, colour) =
      switch resource.change {
      case .create: ("+", .green)
      case .start: (resource.cause == .drift ? "!" : ">", .yellow)
      case .live: (resource.cause == .drift ? "!" : "~", .yellow)
      case .restart: (resource.cause == .drift ? "!" : "±", .yellow)
      case .recreate: ("∓", .red)
      case .stop: (resource.cause == .drift ? "!" : "□", .yellow)
      case .destroy: ("-", .red)
      case .unchanged: ("=", .faint)
      }
  }
}
