internal import ContainerModel
internal import DurableFiles
internal import Reconciling

extension LXCContainerRuntime {
  /// Gives a running container the devices of `entry`, and takes those of `started` that it no longer has.
  func exchange(
    _ entry: InventoryEntry, started: InventoryEntry
  ) async throws(LXCRuntimeError) {
    let name = entry.spec.name
    let process = try running(name).pid
    let table: MountTable
    do throws(FileError) {
      let paths = (entry.spec.devices + started.spec.devices).map(\.path)
      table = try MountTable.ofProcess(process, at: Set(paths))
    } catch {
      throw LXCRuntimeError("give devices to", name.description, cause: "\(error)")
    }
    let changes = try DeviceChanges(
      wanted: entry.spec.devices, started: started.spec.devices, table: table,
      filters: limits.host.devices.map { $0 == .v2 || LiblxcFacts.knows("lxc.cgroup") } ?? false)
    let _: SetDevices.Reply = try await work(SetDevices.self, on: name, "give devices to") {
      SetDevices.Request(
        path: lxcPath, name: $0, changes: changes, mapping: entry.mapping, place: run.root)
    }
  }

  /// The init of a container that runs.
  func running(_ name: ContainerName) throws(LXCRuntimeError) -> InitIdentity {
    guard let process = ContainerProcesses(of: place(name)).inits.first,
      let identity = HostProcess(id: process.id).identity
    else {
      throw LXCRuntimeError("change", name.description, cause: "it does not run", isPassing: true)
    }
    return identity
  }
}
