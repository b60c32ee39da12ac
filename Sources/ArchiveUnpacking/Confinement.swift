package import LayerStore
import CLinux
package import ContainerModel
import Glibc

/// Shuts the process into `target` for good, as the root of the container that `target` is for.
///
/// What comes then, libarchive and its decompressors with a stranger's bytes, can reach nothing
/// but the files in `target`:
/// * the directory is the root directory, alone in a mount namespace; nothing else is mounted;
/// * the kernel follows no symbolic link in it (`nosymfollow`), whatever the archive puts there and
///   whoever forgets to check, opens no device and executes nothing;
/// * in a user namespace with the container's ids the kernel itself shifts owners, the ids of access
///   control lists, and file capabilities, and there is no way to make a device node, a
///   `trusted.` attribute, or a file of somebody outside the range. A privileged container's
///   archive is unpacked with all ids as they are, and is confined in the same way;
/// * of root's capabilities those remain that set owners and modes, also over files of others.
///
/// The process must have one thread only. Files that it has open stay open.
///
/// - Parameters:
///   - target: an absolute path to a directory that the container's root owns.
///   - mapping: the container's ids; nil: all are as on the host.
///   - memory: how many bytes of data the process may have.
/// - Throws: ``UnpackFault/system(operation:reason:)``
package func confine(
  to target: String, mapping: IDRange?, memory: Int64
) throws(UnpackFault) {
  loadCharacterSets()
  let first = mapping?.first ?? 0
  let count = mapping?.count ?? UInt32.max
  try check("enter '\(target)'", chdir(target))
  try check(
    "enter a user namespace with the ids \(first) to \(Int64(first) + Int64(count) - 1)",
    clinux_enter_user_namespace(first, count))
  try check("mount '\(target)' without symbolic links", clinux_mount_working_directory())
  try check("make '\(target)' the root directory", clinux_pivot_to_working_directory())
  try check("drop capabilities", clinux_keep_file_capabilities())
  try check("bound the worker's memory", clinux_bound_resources(memory))
}

/// Makes glibc read what it needs to convert names now: later it would look for it below the new
/// root directory, where the files are the archive's.
private func loadCharacterSets() {
  let converter = iconv_open("ANSI_X3.4-1968", "UTF-8")
  if converter != iconv_t(bitPattern: -1) { iconv_close(converter) }
}

private func check(_ operation: String, _ result: Int32) throws(UnpackFault) {
  guard result == 0 else { throw .system(operation: operation, reason: reason(errno)) }
}
