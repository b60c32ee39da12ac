import FoundationEssentials
import SpecLoading
import Testing

/// The documents beside these tests: `good` ones are specs, `bad` ones are not, each with what is said about it.
struct Corpus {
  /// One document.
  struct Document: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// Where it lies.
    let path: String

    var testDescription: String { name }

    /// The document read alone, in a repository with a few folders.
    var result: LoadedSpecs {
      get async {
        await loadSpecs([SpecFile(path: "\(name).yaml", bytes: bytes)], folders: Corpus.folders)
      }
    }
  }

  static let root = #filePath.dropLast("/Corpus.swift".count)
  static let good = documents("good")
  static let bad = documents("bad")

  static let folders = ["app/etc": tree, "asterisk/etc": tree, "x": tree]

  private static let tree = String(repeating: "0", count: 40)

  private static func documents(_ kind: String) -> [Document] {
    let folder = "\(root)/Corpus/\(kind)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      let path = "\(folder)/\(name)"
      guard let data = FileManager.default.contents(atPath: path) else { return nil }
      return Document(name: String(name.dropLast(5)), bytes: [UInt8](data), path: path)
    }
  }
}
