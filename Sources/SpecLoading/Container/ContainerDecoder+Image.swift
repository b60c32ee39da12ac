import ContainerModel
import YAMLDocument

extension ContainerDecoder {
  private enum ImageKey: String, FieldKey {
    case archive, directory
    static let later = ["download", "oci", "refresh"]
  }

  private enum ArchiveKey: String, FieldKey {
    case path, sha256
    static let later = ["url"]
  }

  private enum RootfsKey: String, FieldKey {
    case mode, size
  }

  mutating func readImage(_ field: Field) -> ImageSource? {
    guard let fields = document.fields(of: field, ImageKey.self) else { return nil }
    document.requireOne(of: ImageKey.allCases, in: fields, owner: field)
    var image: ImageSource?
    for (key, field) in fields {
      switch key {
      case .archive: image = readArchive(field)
      case .directory:
        image = document.absolutePath(field, layer: true).map { .directory(path: $0) }
      }
    }
    return image
  }

  private mutating func readArchive(_ field: Field) -> ImageSource? {
    guard
      let fields = document.fields(of: field, ArchiveKey.self, required: [.sha256])
    else { return nil }
    document.requireOne(of: [.path], in: fields, owner: field)
    var path: String?
    var digest: SHA256Digest?
    for (key, field) in fields {
      switch key {
      case .path: path = document.absolutePath(field)
      case .sha256: digest = readDigest(field)
      }
    }
    guard let path, let digest else { return nil }
    return .archive(path: path, sha256: digest)
  }

  private mutating func readDigest(_ field: Field) -> SHA256Digest? {
    guard let text = document.string(field, wanted: "a sha256 digest") else { return nil }
    guard let digest = SHA256Digest(text) else {
      document.report(
        "\(field.subject) must be 64 hexadecimal digits, as sha256sum prints them", value: field)
      return nil
    }
    return digest
  }

  mutating func readRootfs(_ field: Field) -> RootfsSpec {
    var spec = RootfsSpec()
    let fields = document.fields(of: field, RootfsKey.self) ?? []
    for (key, field) in fields {
      switch key {
      case .mode: spec.mode = document.choice(field, RootfsSpec.Mode.self) ?? spec.mode
      case .size: spec.size = document.bytes(field)
      }
    }
    if let size = fields.first(where: { $0.key == .size })?.field {
      switch spec.mode {
      case .ephemeral: break
      case .persistent:
        document.report(
          "'size' of a persistent root file system is not supported yet; remove it, or use 'mode:"
            + " ephemeral'", key: size)
      case .readOnly:
        document.report(
          "'size' has no meaning for a read-only root file system; remove it", key: size)
      }
    }
    return spec
  }
}
