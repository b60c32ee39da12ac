/// How much of everything a page shows: it stays below 60 kB whatever there is, and says where there is more.
enum PageLimits {
  /// Containers. As many as a router takes unless its policy allows more.
  static let containers = 64
  /// Addresses of a container.
  static let addresses = 2
  /// Notes on the commit and the last run.
  static let notes = 4
  /// Bridges, and containers of each.
  static let networks = 12
  static let members = 24
  /// Runs, what each meant to change, and why each failed.
  static let runs = 5
  static let resources = 12
  static let failures = 4

  /// Bytes of HTML that a text may become: what is wrong with a container.
  static let error = 180
  /// Notes, and failures of a run.
  static let note = 300
  /// Names of commits, branches and the router, and first lines of messages.
  static let title = 160
}
