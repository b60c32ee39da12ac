internal import CLibCurl

/// One request with libcurl, of whose answer nothing is kept but how it went.
struct Transfer: ~Copyable {
  /// How it went.
  struct Outcome: Hashable, Sendable {
    /// The status of the answer; 0 where none came.
    let status: Int
    /// Whether the body came to its end, or to as much as is read of one.
    let isWhole: Bool
    /// What ended it before that.
    let problem: Problem?
  }

  /// What can go wrong.
  enum Problem: Hashable, Sendable {
    case late
    /// An `errno`.
    case connection(Int32)
    /// Anything else, in libcurl's words.
    case other(String)
  }

  /// How many bytes of a body are read, and of the lines before it.
  static let limit = 64 << 10

  private var library: clibcurl
  private let handle: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?

  /// Loads libcurl.
  init() throws(TransferError) {
    var library = clibcurl()
    if let reason = clibcurl_load(&library) {
      throw TransferError("libcurl cannot be used, install it: \(String(cString: reason))")
    }
    guard let handle = library.easy_init() else {
      throw TransferError("libcurl has no memory")
    }
    self.library = library
    self.handle = handle
  }

  deinit {
    library.easy_cleanup(handle)
    library.slist_free_all(headers)
  }

  /// Asks for `url`, by http alone, within so many milliseconds.
  mutating func get(_ url: String, milliseconds: Int) throws(TransferError) -> Outcome {
    try set(CURLOPT_PATH_AS_IS, 1)
    return try perform(url, by: "http", milliseconds: milliseconds)
  }

  /// Sends `body` to `url`, by http or https, within so many milliseconds.
  ///
  /// - Parameters:
  ///   - lines: more of the header, `Name: value` each
  ///   - authorities: certificate authorities in place of the system's, as PEM; nil: the system's
  mutating func post(
    _ url: String, _ body: [UInt8], lines: [String], authorities: [UInt8]?, milliseconds: Int
  ) throws(TransferError) -> Outcome {
    try set(CURLOPT_POST, 1)
    try set(CURLOPT_POSTFIELDSIZE, body.count)
    // JSON has no byte that is zero.
    try set(CURLOPT_COPYPOSTFIELDS, String(decoding: body, as: UTF8.self))
    for line in lines {
      guard let longer = library.slist_append(headers, line) else {
        throw TransferError("libcurl has no memory")
      }
      headers = longer
    }
    try check(clibcurl_set_headers(&library, handle, headers))
    if let authorities {
      try check(clibcurl_set_authorities(&library, handle, authorities, authorities.count))
    }
    return try perform(url, by: "http,https", milliseconds: milliseconds)
  }

  private mutating func perform(
    _ url: String, by protocols: String, milliseconds: Int
  ) throws(TransferError) -> Outcome {
    try set(CURLOPT_URL, url)
    try set(CURLOPT_USERAGENT, "turris-apply")
    // From whom it was meant for, and from nobody else, whatever that answers.
    try set(CURLOPT_PROTOCOLS_STR, protocols)
    try set(CURLOPT_PROXY, "")
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    try set(CURLOPT_HTTP09_ALLOWED, 0)
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_TIMEOUT_MS, milliseconds)
    var headerBytes = 0
    var bodyBytes = 0
    return try withUnsafeMutablePointer(to: &headerBytes) { header throws(TransferError) in
      try withUnsafeMutablePointer(to: &bodyBytes) { body throws(TransferError) in
        try check(clibcurl_set_sink(&library, handle, count, header, body))
        let code = clibcurl_perform(&library, handle)
        return outcome(code, isFull: body.pointee > Self.limit)
      }
    }
  }

  private mutating func outcome(_ code: CURLcode, isFull: Bool) -> Outcome {
    let problem: Problem? =
      switch code {
      case CURLE_OK: nil
      case CURLE_WRITE_ERROR where isFull: nil
      case CURLE_OPERATION_TIMEDOUT: .late
      case CURLE_COULDNT_CONNECT: .connection(clibcurl_system_error(&library, handle))
      default: .other(text(code))
      }
    return Outcome(
      status: clibcurl_status(&library, handle), isWhole: problem == nil, problem: problem)
  }

  private mutating func set(_ option: CURLoption, _ text: String) throws(TransferError) {
    try check(clibcurl_set_text(&library, handle, option, text))
  }

  private mutating func set(_ option: CURLoption, _ number: Int) throws(TransferError) {
    try check(clibcurl_set_number(&library, handle, option, number))
  }

  private func check(_ code: CURLcode) throws(TransferError) {
    guard code == CURLE_OK else { throw TransferError("libcurl is too old: \(text(code))") }
  }

  private func text(_ code: CURLcode) -> String {
    library.easy_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
  }
}

/// Counts what comes, and ends the transfer where it becomes too much.
private func count(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ number: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let total = context?.assumingMemoryBound(to: Int.self) else { return 0 }
  let count = size * number
  total.pointee += count
  return total.pointee > Transfer.limit ? 0 : count
}
