import DurableFiles
import FoundationEssentials
import Reconciling
import SystemPackage

/// A JSON file in a layer that says what the layer is. A layer whose record is missing, makes no
/// sense, or is of another layer or a later version, is not there.
protocol LayerRecord: Codable, Sendable {
  static var fileName: String { get }
  static var currentVersion: Int { get }
  var formatVersion: Int { get }
  /// Whether it belongs to the layer of this name.
  func fits(_ name: String) -> Bool
}

extension LayerRecord {
  /// The record of the layer called `name` in the directory `layer`; nil where there is none to rely on.
  static func read(of name: String, in layer: FilePath) throws(FileError) -> Self? {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try DurableFile(layer.appending(fileName)).readIfPresent(limit: 64 << 10)
    } catch {
      guard error.errno == nil || error.errno == .notDirectory else { throw error }
      return nil
    }
    guard let bytes, let record = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else {
      return nil
    }
    return record.formatVersion == currentVersion && record.fits(name) ? record : nil
  }

  /// Writes the record into a directory.
  func write(to layer: FilePath) throws(OperationError) {
    let file = layer.appending(Self.fileName)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let json: Data
    do {
      json = try encoder.encode(self)
    } catch {
      throw OperationError(operation: "write", subject: file.string, cause: "\(error)")
    }
    _ = try filing("write", file.string) { () throws(FileError) in
      try DurableFile(file).replace(with: [UInt8](json) + [0x0a])
    }
  }
}
