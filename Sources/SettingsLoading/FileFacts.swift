/// What the system says about a file before it is read: settings and policy decide over this router, so who
/// could have written them matters.
public struct FileFacts: Hashable, Sendable {
  /// What a path leads to.
  public enum Kind: Hashable, Sendable {
    /// A file.
    case regular
    /// A directory.
    case directory
    /// A device, a socket, a pipe: reading it may never end.
    case special
  }

  /// What it is, symbolic links resolved.
  public var kind: Kind
  /// The number of the user that it belongs to.
  public var owner: UInt32
  /// Its permissions, the lower nine bits of its mode (inode(7)).
  public var permissions: UInt32

  /// Takes facts from the open descriptor, so that they are those of what is read then.
  public init(kind: Kind, owner: UInt32, permissions: UInt32) {
    self.kind = kind
    self.owner = owner
    self.permissions = permissions
  }

  /// Why the file cannot be the settings; nil where it can.
  public func problem(asSettings path: String) -> String? {
    if let problem = problem(asFile: path) { return problem }
    guard permissions & 0o002 == 0 else {
      return "'\(path)' can be written by everybody; run: chmod o-w '\(path)'"
    }
    return nil
  }

  /// Why the file cannot be the policy; nil where it can. It has to be root's and writable by root alone, or else what it
  /// bounds could lift the bounds.
  public func problem(asPolicy path: String) -> String? {
    if let problem = problem(asFile: path) { return problem }
    guard owner == 0 else {
      return "'\(path)' belongs to user \(owner), not to root; run: chown root '\(path)'"
    }
    guard permissions & 0o022 == 0 else {
      return "'\(path)' can be written by others than root; run: chmod go-w '\(path)'"
    }
    return nil
  }

  private func problem(asFile path: String) -> String? {
    switch kind {
    case .regular: nil
    case .directory: "'\(path)' is a directory, not a file"
    case .special: "'\(path)' is a device, a socket or a pipe, not a file"
    }
  }
}
