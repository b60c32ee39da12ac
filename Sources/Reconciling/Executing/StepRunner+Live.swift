import ContainerModel
import Failpoints
import Planning
import Synchronization

/// What can be given to a container, or taken from it, while it runs.
extension StepRunner {
  func moveInterface(_ step: PlanStep) async throws(OperationError) -> String? {
    let network = try interface(step, of: try current(step))
    try await services.network.move(network.name, of: try name(step), to: network.bridge)
    return "\(network.name) moved to \(network.bridge)"
  }

  func addInterface(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    let network = try interface(step, of: entry)
    let name = entry.spec.name
    let mac = network.mac ?? entry.macs[network.name]
    let process = try services.runtime.identity(of: name).pid
    try await services.network.add(network, mac: mac, to: name, process: process)
    failpoint("\(step.id): added")
    try remember(name) { started in
      started.spec.networks.removeAll { $0.name == network.name }
      started.spec.networks.append(network)
      started.macs[network.name] = mac
    }
    return "\(network.name) added on \(network.bridge)"
  }

  func removeInterface(_ step: PlanStep) async throws(OperationError) -> String? {
    guard let interface = step.item else { throw unplanned(step) }
    let name = try name(step)
    try await services.network.remove(interface, of: name)
    failpoint("\(step.id): removed")
    try remember(name) { started in
      started.spec.networks.removeAll { $0.name == interface }
      started.macs[interface] = nil
    }
    return "\(interface) removed"
  }

  func setDevices(_ step: PlanStep) async throws(OperationError) -> String? {
    let entry = try current(step)
    let name = entry.spec.name
    guard
      let before = observed.containers[name.description]?.startedWith ?? observed.inventory[name]
    else { throw unplanned(step) }
    try await services.runtime.setDevices(entry, started: before)
    failpoint("\(step.id): set")
    try remember(name) { $0.spec.devices = entry.spec.devices }
    let devices = entry.spec.devices.map { "\($0.path) \($0.mode)" }
    return devices.isEmpty ? "no devices" : devices.joined(separator: ", ")
  }

  private func interface(
    _ step: PlanStep, of entry: InventoryEntry
  ) throws(OperationError) -> NetworkInterfaceSpec {
    guard let network = entry.spec.networks.first(where: { $0.name == step.item }) else {
      throw unplanned(step)
    }
    return network
  }

  /// Of an init that nobody recorded nothing is remembered: what it was started with stays unknown.
  private func remember(
    _ name: ContainerName, _ change: (inout InventoryEntry) -> Void
  ) throws(OperationError) {
    guard
      var started = changed.withLock({ $0[name] })
        ?? observed.containers[name.description]?.startedWith
    else { return }
    change(&started)
    try services.runtime.remember(started)
    changed.withLock { $0[name] = started }
  }
}
