import SystemPackage

/// Names of files that are being written: `.NAME.16 hexadecimal digits.partial`.
enum TemporaryName {
  private static let suffix = ".partial"

  static func random(for name: FilePath) -> FilePath {
    let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
    let padding = String(repeating: "0", count: 16 - digits.count)
    // A name has at most 255 bytes (NAME_MAX), and this adds 26.
    let start = String(decoding: name.string.utf8.prefix(200), as: UTF8.self)
    return FilePath(".\(start).\(padding)\(digits)\(suffix)")
  }

  static func matches(_ name: FilePath) -> Bool {
    let name = name.string
    guard name.hasPrefix("."), name.hasSuffix(suffix) else { return false }
    let digits = name.dropLast(suffix.count).suffix(17)
    return digits.count == 17 && digits.first == "."
      && digits.dropFirst().allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }
}
