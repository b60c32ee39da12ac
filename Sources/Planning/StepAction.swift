/// What a step does.
public enum StepAction: String, Codable, Hashable, Sendable, CaseIterable {
  /// Verifies and unpacks an image.
  case unpack
  /// Writes a folder of the repository out.
  case export
  /// Makes sure, before anything is stopped, that what a container is going to leave behind fits into the attic.
  case weigh
  /// Moves an upper that no longer fits to the attic.
  case retireUpper
  /// Writes down in the inventory entry that a container is suspended, and touches nothing else.
  case record
  /// Takes a volume that the container had before it was removed back from the attic.
  case takeBack
  /// Writes the inventory entry, makes missing uppers and volumes, writes the LXC config.
  case configure
  /// Stops a container, or the init of one whose monitor died.
  case stop
  /// Starts a container and reads its limits back.
  case start
  /// Watches a container that was started for the settle time, and waits until it is healthy, where its spec says what that is.
  /// Then there is no way back any more.
  case settle
  /// Sets the limits of a running container and reads them back.
  case setResources
  /// Gives the ephemeral root file system of a running container another size.
  case resizeRoot
  /// Makes a running container's interface a port of another bridge.
  case moveInterface
  /// Gives a running container an interface that it lacks.
  case addInterface
  /// Takes an interface from a running container.
  case removeInterface
  /// Gives a running container devices, and takes others from it.
  case setDevices
  /// Lets a frozen container go on.
  case thaw
  /// Removes a stopped container; its data goes to the attic.
  case destroy
  /// Makes a container again what it was before a change that failed.
  case rollBack
  /// Removes a new container that failed; its data goes to the attic.
  case withdraw
  /// Clears away what nothing refers to any more: housekeeping after a run, never part of a plan.
  case clearAway
}
