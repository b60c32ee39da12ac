/// What trials need to know.
public struct TrialRequest: Codable, Hashable, Sendable {
  /// An empty directory on the storage of the state directory, without symbolic links in its path; nil: why there is none.
  var scratch: String?
  /// Why nothing could be made there.
  var scratchProblem: String
  /// The first id of unprivileged containers.
  public var firstID: UInt32
  /// How many ids they have.
  public var countOfIDs: UInt32
  /// Mount options of every overlay of a privileged container.
  public var overlayOptions: String
  /// The same of an unprivileged one.
  public var userOverlayOptions: String

  /// Takes the ids of the settings, and what containers' overlays are mounted with.
  public init(
    firstID: UInt32, countOfIDs: UInt32, overlayOptions: String, userOverlayOptions: String
  ) {
    scratchProblem = "no directory was made"
    self.firstID = firstID
    self.countOfIDs = countOfIDs
    self.overlayOptions = overlayOptions
    self.userOverlayOptions = userOverlayOptions
  }
}
