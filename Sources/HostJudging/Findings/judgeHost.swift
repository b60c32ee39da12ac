/// Judges all that was found out about a machine: whether containers can run on it, and what to do where not.
///
/// - Returns: the findings in the order of ``Finding/Area``, those of each area in an order that is always the same.
public func judgeHost(_ host: HostAccount) -> [Finding] {
  let findings =
    KernelJudgement(host.kernel, groups: host.controlGroups).findings
    + ControlGroupJudgement(host.controlGroups, liblxc: host.liblxc).findings
    + LiblxcJudgement(host.liblxc).findings
    + StorageJudgement(host).findings
    + network(host.bridges)
    + [ClockJudgement(host.clock, usesCertificates: host.usesCertificates).finding]
    + [repository(host.repository)] + host.verdicts
  return Finding.Area.allCases.flatMap { area in findings.filter { $0.area == area } }
}

private func network(_ bridges: [String]) -> [Finding] {
  guard bridges.isEmpty else {
    return [Finding(.network, "bridges", .fine, bridges.joined(separator: ", "))]
  }
  return [
    Finding(
      .network, "bridges", .advised, "this machine has none: containers find no network",
      remedy:
        "make one in the router's own settings (on OpenWrt br-lan is one), and name it in specs"
    )
  ]
}

private func repository(_ account: RepositoryAccount) -> Finding {
  switch account {
  case .none:
    Finding(
      .repository, "repository", .advised, "none is set",
      remedy: "set repository.url in the settings, or give --repository")
  case .notAsked(let url):
    Finding(.repository, "repository", .fine, "\(url) was not asked (--no-fetch)")
  case .reached(let url, let reference, let isCertain):
    Finding(
      .repository, "repository", .fine,
      isCertain
        ? "\(url) has '\(reference)'"
        : "\(url) answers; whether it has commit '\(reference)', only a run can tell")
  case .failed(let reason, let details):
    Finding(
      .repository, "repository", .needed, reason,
      remedy: "mend this, and run `turris-apply check` again", details: details)
  }
}
