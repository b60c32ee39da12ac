import CLibGit2

/// A commit of an open repository.
struct Commit: ~Copyable {
  private let pointer: OpaquePointer

  /// Takes over a handle.
  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { git_commit_free(pointer) }

  var id: ObjectID {
    // Never null for a commit.
    git_commit_id(pointer).map { ObjectID($0.pointee) } ?? ObjectID(git_oid())
  }

  var tree: ObjectID {
    git_commit_tree_id(pointer).map { ObjectID($0.pointee) } ?? ObjectID(git_oid())
  }

  /// The first line of the message.
  var subject: String {
    guard let message = git_commit_message(pointer) else { return "" }
    let text = String(cString: message)
    return String(text.split(whereSeparator: \.isNewline).first ?? "")
  }

  /// Who wrote it.
  var author: String {
    git_commit_author(pointer)?.pointee.name.map { String(cString: $0) } ?? ""
  }

  /// When it was written: seconds since 1970 and the offset of the author's clock in minutes.
  var time: (seconds: Int64, offset: Int32) {
    let time = git_commit_author(pointer)?.pointee.when
    return (time?.time ?? 0, time?.offset ?? 0)
  }
}
