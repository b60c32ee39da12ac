import SpecLoading

/// Which texts name a place at a web server.
enum ServerAddress {
  /// What is wrong with a URL; nil where nothing is. Its path and its query may be secret, so messages do not quote it.
  static func problem(url: String) -> String? {
    guard let scheme = ["https://", "http://"].first(where: url.hasPrefix) else {
      return "this is no address of a server; write https://HOST/PATH"
    }
    guard url.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "#") }) else {
      return "this has a character that a URL cannot have; leave out spaces and '#'"
    }
    let authority = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
    guard !authority.contains("@") else {
      return "a URL must not hold credentials; use headersFile, and take them out"
    }
    guard let first = authority.first, first != ":" else {
      return "this has no host; write \(scheme)HOST/PATH"
    }
    return nil
  }
}
