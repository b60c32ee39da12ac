import ContainerModel

/// Why nothing of the commit may be applied: every reason, in the order of the containers.
func refusalsOf(
  _ desired: DesiredState, observed: ObservedState, transitions: [ContainerTransition]
) -> [Refusal] {
  unknownNames(transitions, bounds: observed.bounds)
    + transitions.flatMap { refusalsOf($0, in: observed) }
    + totals(desired, observed: observed)
    + pruneGuards(transitions, observed: observed)
}

private func unknownNames(_ transitions: [ContainerTransition], bounds: PlanBounds) -> [Refusal] {
  let known = Set(transitions.map(\.name))
  return (bounds.only ?? []).filter { !known.contains($0) }.map {
    Refusal(container: $0, message: "--only names '\($0)': there is no such container")
  }
}

/// What is not allowed, or not possible, of one container.
func refusalsOf(_ transition: ContainerTransition, in state: ObservedState) -> [Refusal] {
  let name = transition.name
  guard state.bounds.only?.contains(name) != false else { return [] }
  var refusals: [Refusal] = []
  func refuse(_ message: String, at path: String? = nil) {
    let desired = transition.desired
    let origin = path.flatMap { desired?.origin(of: $0) } ?? desired?.origin
    refusals.append(Refusal(container: name, origin: origin, message: message))
  }

  if let desired = transition.desired {
    if transition.isForeign {
      refuse(
        "a container '\(name)' exists on this machine that turris-apply did not make; rename one of the two, or remove the other by hand"
      )
    }
    for violation in violations(of: desired.spec, policy: state.policy, host: state.host) {
      refuse(violation.message, at: violation.path)
    }
    for path in unsupportedLimits(of: desired.spec, host: state.host) {
      refuse(
        "\(path): this kernel has no controller for it (cgroup \(state.host.cgroupLayout))",
        at: path)
    }
    if !desired.spec.security.privileged, transition.mapping == nil {
      refuse(
        state.host.idRangeProblem
          ?? "root has no id range for unprivileged containers; run `turris-apply`'s installer, or set idRange"
      )
    }
    if let entry = transition.entry, (entry.mapping == nil) != desired.spec.security.privileged,
      !transition.observed.volumes.isEmpty || !transition.observed.uppers.isEmpty
    {
      refuse(
        "'\(name)' has files on disk that belong to other ids than those it would have; give it another name, or remove it in one commit and add it in the next",
        at: "security.privileged")
    }
    if desired.spec.protect, transition.resource.change == .recreate {
      refuse(
        "'\(name)' is protected and would be made anew; remove `protect: true` in a commit first")
    }
  } else if transition.entry?.spec.protect == true, !transition.isWithdrawn {
    refuse(
      "'\(name)' is protected and would be destroyed; remove `protect: true` in a commit of its own first"
    )
  }
  return refusals
}

private func unsupportedLimits(of spec: ContainerSpec, host: HostFacts) -> [String] {
  spec.resources.fieldValues.map(\.path).filter { path in
    let limit = path.hasPrefix("resources.io.devices") ? "resources.io.devices" : path
    return !host.supportedLimits.contains(limit)
  }
}

private func totals(_ desired: DesiredState, observed: ObservedState) -> [Refusal] {
  let limits = observed.policy.limits
  let specs = desired.containers.values.map(\.spec)
  var refusals: [Refusal] = []
  if specs.count > limits.containers {
    refusals.append(
      Refusal(
        message:
          "\(specs.count) containers are more than the policy's limit of \(limits.containers)"))
  }
  if let most = limits.memory {
    refusals += total(
      specs.map { $0.resources.memory.limit?.bytes }, most: most.bytes, name: "memory",
      text: { ByteCount(bytes: $0).description })
  }
  if let most = limits.cpu {
    refusals += total(
      specs.map { $0.resources.cpu.limit?.milli }, most: most.milli, name: "cpu",
      text: { CoreCount(milli: $0).description })
  }
  return refusals
}

private func total(
  _ values: [Int64?], most: Int64, name: String, text: (Int64) -> String
) -> [Refusal] {
  guard values.allSatisfy({ $0 != nil }) else {
    return [
      Refusal(
        message: "the policy limits \(name) in all, so that every container needs a \(name) limit")
    ]
  }
  let sum = values.reduce(Int64(0)) { sum, value in
    let (next, overflow) = sum.addingReportingOverflow(value ?? 0)
    return overflow ? .max : next
  }
  guard sum > most else { return [] }
  return [
    Refusal(message: "the \(name) limits add up to \(text(sum)); the policy allows \(text(most))")
  ]
}

private func pruneGuards(_ transitions: [ContainerTransition], observed: ObservedState) -> [Refusal]
{
  // One that does not answer counts as well: were it not so, they could go one by one, as they answer again.
  let doomed = transitions.filter { $0.resource.change == .destroy && !$0.isWithdrawn }
  guard !doomed.isEmpty, observed.bounds.maxChange >= .destroy else { return [] }
  let count = Int64(doomed.count)
  let all = Int64(observed.inventory.count + observed.damaged.count)
  let names = doomed.map(\.name.description).joined(separator: ", ")
  func refusal(_ why: String) -> [Refusal] {
    [Refusal(message: "would destroy \(names): \(why); `--allow-destroy \(count)` allows it")]
  }
  if let allowed = observed.bounds.allowDestroy {
    return count <= allowed ? [] : refusal("more than `--allow-destroy \(allowed)` allows")
  }
  if observed.bounds.sourceChanged {
    return refusal("the specs come from another repository or path than before")
  }
  if count > max(1, all / 4) { return refusal("\(count) of \(all) is more than a quarter") }
  if count == all { return refusal("it is the last one") }
  return []
}
