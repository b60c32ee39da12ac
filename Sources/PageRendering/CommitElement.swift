import ContainerModel

/// A commit: its branch, its digits, with a link where its forge shows it, and what it says.
struct CommitElement {
  private let repository: String?

  init(repository: String?) {
    self.repository = repository
  }

  func html(_ revision: Revision) -> String {
    let digits = "<code>\(escaped(revision.short))</code>"
    let url = repository.flatMap { commitURL(revision.commit, in: $0) }
    let commit = url.map { "<a href=\"\(escaped($0))\" rel=\"noreferrer\">\(digits)</a>" } ?? digits
    let subject = escaped(revision.subject, limit: PageLimits.title)
    let name = escaped(revision.reference, limit: PageLimits.title)
    return "\(name) \(commit)" + (subject.isEmpty ? "" : " <q>\(subject)</q>")
  }
}
