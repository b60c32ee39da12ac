import ContainerModel

/// What was seen of this machine, before it is known what is asked of it.
struct Sighting: Sendable {
  var content: InventoryContent
  var runtime: RuntimeObservation
  var interfaces: HostInterfaces
  var data: [ContainerName: ContainerData]
  var images: Set<ImageKey>
  var folders: Set<String>
}
