import ContainerModel

/// What was seen of this machine, before it is known what is asked of it.
struct Sighting: Sendable {
  /// When the look had ended.
  private let time = ContinuousClock.now
  var content: InventoryContent
  var runtime: RuntimeObservation
  var interfaces: HostInterfaces
  var data: [ContainerName: ContainerData]
  var images: Set<ImageKey>
  var folders: Set<String>

  /// Whether so much time has passed, because a server was slow, that the machine may have become another.
  var isOld: Bool { ContinuousClock.now - time > .seconds(1) }

  init(
    content: InventoryContent, runtime: RuntimeObservation, interfaces: HostInterfaces,
    data: [ContainerName: ContainerData], images: Set<ImageKey>, folders: Set<String>
  ) {
    self.content = content
    self.runtime = runtime
    self.interfaces = interfaces
    self.data = data
    self.images = images
    self.folders = folders
  }
}
