import ContainerModel
import DurableFiles
import FoundationEssentials
import Glibc
import NoticeDeciding
import NoticeSending
import PlanRendering
import Reconciling
import SettingsLoading
import StateKeeping
import SystemPackage
import Workers

/// Tells the owner what a run's end has that is news.
struct Announcer {
  private let place: Place
  private let channels: [any NoticeChannel]
  private let isUnattended: Bool

  /// Nil where nobody is to be told.
  ///
  /// - Parameter isUnattended: whether the agent waits, which has containers to look after: then a way that failed is left alone for
  ///   a while.
  init?(_ place: Place, isUnattended: Bool) {
    let notify = place.settings.notify
    var channels: [any NoticeChannel] = []
    if !notify.command.isEmpty { channels.append(CommandChannel(notify.command)) }
    // Where the program is missing, the run itself fails, and says so.
    if let url = notify.url, let fetcher = try? Installation.fetcher() {
      channels.append(
        ServerChannel(
          url: url, headersFile: notify.headersFile, caFile: place.settings.repository.caFile,
          launcher: WorkerLauncher(executable: fetcher)))
    }
    let searchPath = getenv("PATH").map { String(cString: $0) }
    if let turris = TurrisChannel(searchPath: searchPath) { channels.append(turris) }
    guard !channels.isEmpty else { return nil }
    self.place = place
    self.isUnattended = isUnattended
    self.channels = channels
  }

  /// An end of this machine's, now.
  static func end(run: String?) -> RunEnd {
    var name = [CChar](repeating: 0, count: 256)
    // The last byte stays zero.
    gethostname(&name, name.count - 1)
    let host = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    return RunEnd(run: run, time: Date().formatted(.iso8601), host: harmless(host))
  }

  /// Decides what of `end` is news. It is sent later: this may be done under the lock of the machine.
  func decide(_ end: RunEnd, hiding secrets: Set<String>) async {
    let end = Redaction(secrets.union(token))(end)
    let names = channels.map(\.name)
    await warning { () async throws(NoticeError) in
      try await store.change { book in
        book.keep(only: names)
        book.add(end, channels: names)
      }
    }
  }

  /// Sends what is news, and what did not go before. Never longer than twenty seconds; what fails is a warning, and the run is none
  /// the worse for it.
  func send() async {
    let again = isUnattended ? "it is tried again after 15 minutes" : "the next run tries again"
    let delivery = NoticeDelivery(
      store: store, channels: channels, rest: isUnattended ? .seconds(900) : .zero)
    for error in await delivery.send() {
      StandardStreams.complain("warning: \(harmless(error.description)); \(again)")
    }
  }

  /// Tells that a run ended early.
  func tell(_ error: any Error, run: String? = nil) async {
    var end = Self.end(run: run)
    end.problems = [Problem(.run, reason: harmless("\(error)"))]
    await decide(end, hiding: [])
    await send()
  }

  /// How long the server has given no answer; for runs that ask it.
  var outage: SourceOutage { SourceOutage(place.runLayout) }

  private var store: NoticeStore {
    let isUsable = if case .ready(_)? = try? place.state.inspect() { true } else { false }
    return NoticeStore(
      state: isUsable ? place.layout.root : nil, run: place.runLayout.root)
  }

  /// What the server of the repository is shown.
  private var token: Set<String> {
    guard let path = place.settings.repository.tokenFile,
      let bytes = try? DurableFile(FilePath(path)).readIfPresent(limit: 1 << 20)
    else { return [] }
    let line = String(decoding: bytes.prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
    return Set([line] + line.split(separator: ":", maxSplits: 1).suffix(1).map(String.init))
  }

  private func warning(_ body: () async throws(NoticeError) -> Void) async {
    do throws(NoticeError) {
      try await body()
    } catch {
      StandardStreams.complain("warning: \(harmless(error.description)); nobody was told")
    }
  }
}
