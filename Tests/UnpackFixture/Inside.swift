import CLinux
import Glibc

/// An error number of a call that had to work.
struct CallError: Error {
  let call: String
  let number: Int32
}

private func must(_ call: String, _ result: Int32) throws {
  if result != 0 { throw CallError(call: call, number: errno) }
}

/// Runs a program as a user of a container whose root directory is ROOT.
func runInside(_ words: [String]) throws {
  guard words.count >= 5, let first = UInt32(words[0]), let count = UInt32(words[1]),
    let user = UInt32(words[3])
  else { exit(64) }
  var root = words[2]
  try must("user namespace", clinux_enter_user_namespace(first, count))
  try must("setgroups", setgroups(0, nil))
  try must("setgid", setgid(0))
  try must("setuid", setuid(0))
  if access("\(root)-upper", F_OK) == 0 {
    let options =
      "lowerdir=\(root),upperdir=\(root)-upper/upper,workdir=\(root)-upper/work,userxattr"
    try must("mount", mount("overlay", "\(root)-merged", "overlay", 0, options))
    root += "-merged"
  }
  try must("chroot", chroot(root))
  try must("chdir", chdir("/"))
  try must("setgid", setgid(user))
  try must("setuid", setuid(user))
  var arguments: [UnsafeMutablePointer<CChar>?] = words.dropFirst(4).map { strdup($0) }
  arguments.append(nil)
  try must("execv", execv(words[4], arguments))
}
