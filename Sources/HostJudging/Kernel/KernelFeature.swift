/// Something that a kernel can do or not.
public struct KernelFeature: Hashable, Sendable {
  /// How bad it is where the kernel can't.
  public enum Importance: Hashable, Sendable {
    /// No container starts, or none as safely as it should.
    case needed
    /// Something that a spec may ask for does not work.
    case advised
    /// Only other programs miss it; told, and no fault.
    case incidental
  }

  /// What shows that the kernel can.
  public enum Proof: Hashable, Sendable {
    /// A trial.
    case trial(KernelTrial)
    /// A limit that control groups can set, by its path in a spec.
    case limit(String)
    /// Nothing but its configuration.
    case none
  }

  /// Where it matters.
  public enum Layout: Hashable, Sendable {
    /// Everywhere.
    case any
    /// Where there are control groups of version 1, or of version 2 alone.
    case version1, version2
  }

  /// What it is called, in the words of people.
  public let name: String
  /// All of these are needed for it.
  public let options: [KernelOption]
  /// What shows it.
  public let proof: Proof
  /// How much depends on it.
  public let importance: Importance
  /// What happens without it.
  public let loss: String
  /// Where it matters.
  public let layout: Layout

  init(
    _ name: String, _ options: [KernelOption], _ proof: Proof = .none,
    _ importance: Importance = .needed, without loss: String = "no container starts",
    layout: Layout = .any
  ) {
    self.name = name
    self.options = options
    self.proof = proof
    self.importance = importance
    self.loss = loss
    self.layout = layout
  }
}
