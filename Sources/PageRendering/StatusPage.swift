import ContainerModel
import PlanRendering
import StatusJudging

/// Writes the status of a machine as one HTML file that needs nothing else.
///
/// It is made for strangers' text: all of that is escaped, and what runs or styles the page is named by its digest
/// (Content Security Policy Level 3), so that nothing that slipped in would count.
public struct StatusPage {
  private var content: PageContent
  private var status: MachineStatus? { content.status }

  /// Writes `content`, of which only what everyone may see.
  public init(_ content: PageContent) {
    self.content = content
    self.content.status = content.status?.forEveryone
  }

  /// Bytes.
  public static let largest = 60_000
  /// Bytes for the words that some are left out.
  private static let reserve = 120

  /// The page, less than ``largest`` bytes: of many containers with much to say those that are well are left out first.
  public var html: String {
    let all = status?.containers ?? []
    let cards = (all.filter { !$0.isWell } + all.filter(\.isWell)).prefix(PageLimits.containers)
      .map { ContainerCard($0).html }
    var room = Self.largest - Self.reserve - html([], of: all.count).utf8.count
    let shown = cards.prefix { card in
      room -= card.utf8.count + 1
      return room > 0
    }
    return html(Array(shown), of: all.count)
  }

  private func html(_ cards: [String], of count: Int) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(PageStyle.digest)'; \
    script-src '\(PageScript.digest)'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex">
    <title>\(host): \(summary.text)</title>
    <link rel="icon" href="data:,">
    <noscript><meta http-equiv="refresh" content="60"></noscript>
    <style>\(PageStyle.text)</style>
    </head>
    <body>
    <main>
    \(header)
    \(containers(cards, of: count))
    \(networks)
    \(runs)
    </main>
    <footer><p id="trouble" role="status"></p><p>turris-apply · <a href="status.json">status.json</a></p></footer>
    <script>\(PageScript.text)</script>
    </body>
    </html>

    """
  }

  private var host: String { escaped(content.host, limit: PageLimits.title) }

  private var summary: PageSummary { PageSummary(content) }

  private var header: String {
    let notes = PageNotes(content).items
    return """
      <header>
      <h1>\(host)</h1>
      <p class="sum \(summary.tone.rawValue)">\(summary.text)</p>
      \(commits)
      <p>As of \(timeElement(content.time))\(lastRun)\(nextLook)</p>
      \(notes.isEmpty ? "" : "<ul class=\"notes\">\(notes.joined())</ul>")
      </header>
      """
  }

  private var commits: String {
    guard let revision = status?.revision, let attempted = revision.attempted else {
      return "<p>No commit is known here.</p>"
    }
    let element = CommitElement(repository: content.repository)
    let first =
      "<p>\(element.html(attempted)) \(revision.isApplied ? "applied" : "not applied whole")</p>"
    guard !revision.isApplied else { return first }
    let applied =
      revision.applied.map { "The last that was applied whole: \(element.html($0))" }
      ?? "Nor was any commit before it."
    return "\(first)\n<p>\(applied)</p>"
  }

  private var lastRun: String {
    guard let attempt = status?.attempt else { return "" }
    return " · last run \(timeElement(attempt.ended))"
  }

  private var nextLook: String {
    guard let next = status?.nextLook else { return "" }
    return " · next look \(timeElement(next))"
  }

  private func containers(_ cards: [String], of count: Int) -> String {
    guard count > 0 else { return "" }
    let more = count - cards.count
    return """
      <section aria-labelledby="containers">
      <h2 id="containers">Containers</h2>
      <ul class="cards">
      \(cards.joined(separator: "\n"))
      </ul>
      \(more > 0 ? "<p>And \(more) more: <code>turris-apply status</code> shows them all.</p>" : "")
      </section>
      """
  }

  private var networks: String {
    guard let networks = status?.networks, !networks.isEmpty else { return "" }
    let rows = networks.prefix(PageLimits.networks).map { network in
      let names = network.containers.prefix(PageLimits.members).map { escaped($0) }
      let more = network.containers.count - names.count
      let problem = network.present ? "" : " <strong class=\"bad\">is missing</strong>"
      return """
        <div><dt>\(escaped(network.name))\(problem)</dt>\
        <dd>\(names.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")</dd></div>
        """
    }
    return """
      <section aria-labelledby="networks">
      <h2 id="networks">Networks</h2>
      <dl class="nets">
      \(rows.joined(separator: "\n"))
      </dl>
      </section>
      """
  }

  private var runs: String {
    guard !content.runs.isEmpty else { return "" }
    let items = content.runs.prefix(PageLimits.runs).map {
      RunItem($0, repository: content.repository).html
    }
    return """
      <section aria-labelledby="runs">
      <h2 id="runs">Last runs that changed something</h2>
      <ol class="runs">
      \(items.joined(separator: "\n"))
      </ol>
      </section>
      """
  }
}
