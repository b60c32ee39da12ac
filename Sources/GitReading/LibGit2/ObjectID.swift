import CLibGit2

/// The name of an object: 40 hexadecimal digits in lower case.
struct ObjectID: Hashable, Sendable {
  let digits: String

  /// Reads a full name, or returns `nil`.
  init?(_ text: String) {
    guard text.utf8.count == 40, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return nil
    }
    digits = text.lowercased()
  }

  init(_ raw: git_oid) {
    var raw = raw
    var buffer = [CChar](repeating: 0, count: 41)
    git_oid_tostr(&buffer, buffer.count, &raw)
    digits = String(decoding: buffer.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// As libgit2 wants it.
  var raw: git_oid {
    var raw = git_oid()
    // Can't fail: these are 40 digits.
    git_oid_fromstr(&raw, digits)
    return raw
  }
}
