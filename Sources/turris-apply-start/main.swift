import CLibLXC
import CLinux

// Starts one container and ends; liblxc's monitor, forked from here without exec, stays for as long as the container runs.
//
//   turris-apply-start --name NAME --lxcpath PATH --log FILE [--log-level LEVEL] [--config FILE]
//     [--root-mount DIRECTORY] [--id-map "0 100000 65536"] [--idmapped SOURCE DIRECTORY]... [--bind SOURCE PLACE]...
//     [--scratch OPTIONS DIRECTORY]...
//     [--nodes OPTIONS DIRECTORY] [--node DEVICE PATH]... [-- INIT [ARGUMENT]...]
//
//   turris-apply-start --name NAME --lxcpath PATH --log FILE --check CONFIG
//
// The second form only has liblxc read a config that may become the container's.
//
// Standard output holds one line where it failed; liblxc's own reasons are in the log. Otherwise fields that end in NUL:
// `started`, and the number of init.

/// Nothing of the caller may reach the monitor or init: no descriptor, signal setting or file mode mask.
func leaveCaller() throws(Failure) {
  clinux_default_signals()
  umask(0o022)
  let null = clinux_open("/dev/null", O_RDWR)
  guard null >= 0, dup2(null, STDIN_FILENO) >= 0, clinux_close_from(3) == 0 else {
    throw .last("close what the caller left open")
  }
}

func makeMounts(_ request: Request) throws(Failure) {
  guard request.hasMounts else { return }
  let shift = try IDShift(map: request.idMap)
  try PrivateMount.leaveHostNamespace()
  try request.forEachMount { mount throws(Failure) in try mount.make(shiftedBy: shift) }
}

func openLog(_ request: Request) throws(Failure) {
  var log = lxc_log(
    name: request.name, lxcpath: request.path, file: request.log, level: request.level,
    prefix: nil, quiet: true)
  guard lxc_log_init(&log) == 0 else { throw Failure("open the log", request.log) }
}

do throws(Failure) {
  try leaveCaller()
  let request = try Request(Arguments())
  try openLog(request)
  let container = try Container.load(request)
  guard !request.isCheck else { exit(0) }
  try makeMounts(request)
  try container.chooseRootMount(request)
  try container.start(request)
  container.report()
} catch {
  error.report()
  exit(error.exitCode)
}
