import ContainerModel
import DurableFiles
import SystemPackage

/// An upper or a volume that is made: a directory with parts in it.
struct NewData {
  /// Before all of it is there its name begins so.
  static let unfinished = ".unfinished-"

  /// So begins the name of an upper that came back from the attic and waits for the next creation.
  static let restored = ".restored-"

  /// The upper's key, or the volume's name.
  let name: String
  /// Where all containers' uppers or volumes lie.
  let root: String
  /// Whose it is.
  let container: ContainerName
  /// The names of its parts.
  let parts: [String]
  /// The mode of the parts but for `work`.
  let permissions: FilePermissions

  var parent: String { "\(root)/\(container)" }
  var path: String { "\(parent)/\(name)" }
  /// What came back from the attic in its place.
  var restored: DurableDirectory {
    DurableDirectory(FilePath("\(parent)/\(Self.restored)\(name)"))
  }
  var unfinished: DurableDirectory {
    DurableDirectory(FilePath("\(parent)/\(Self.unfinished)\(name)"))
  }
}
