import ContainerModel
import DurableFiles
import SystemPackage

/// An upper or a volume that is made: a directory with parts in it.
struct NewData {
  /// Before all of it is there its name begins so.
  static let unfinished = ".unfinished-"

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
  var unfinished: DurableDirectory {
    DurableDirectory(FilePath("\(parent)/\(Self.unfinished)\(name)"))
  }
}
