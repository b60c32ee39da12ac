/// What was told, and what has still to reach somebody.
public struct NoticeBook: Codable, Hashable, Sendable {
  /// How many notices wait at most; of more the oldest are dropped.
  public static let limit = 16

  /// A notice on its way.
  public struct Entry: Codable, Hashable, Sendable {
    /// Counts notices, from 1 on.
    public var number: Int64
    /// The ways that it has not gone yet.
    public var waiting: [String]
    /// What is told.
    public var notice: Notice
  }

  /// What was decided on so far.
  public private(set) var told = ToldState()
  /// The notices on their way, in order.
  public private(set) var entries: [Entry] = []
  private var last: Int64 = 0

  /// An empty one.
  public init() {}

  /// Decides what of a run's end is told, on all of the ways `channels`.
  public mutating func add(_ end: RunEnd, channels: [String]) {
    for notice in NoticeJudge(end).notices(&told) {
      last += 1
      entries.append(Entry(number: last, waiting: channels, notice: notice))
    }
    entries.removeFirst(max(0, entries.count - Self.limit))
  }

  /// What has still to go by `channel`, in order.
  public func waiting(for channel: String) -> [Entry] {
    entries.filter { $0.waiting.contains(channel) }
  }

  /// The notices `numbers` have gone by `channel`.
  public mutating func sent(_ numbers: Set<Int64>, by channel: String) {
    for index in entries.indices where numbers.contains(entries[index].number) {
      entries[index].waiting.removeAll { $0 == channel }
    }
    entries.removeAll { $0.waiting.isEmpty }
  }

  /// Forgets ways that are not gone any more.
  public mutating func keep(only channels: [String]) {
    for index in entries.indices { entries[index].waiting.removeAll { !channels.contains($0) } }
    entries.removeAll { $0.waiting.isEmpty }
  }
}
