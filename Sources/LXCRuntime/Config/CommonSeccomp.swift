/// The system calls that no container needs and that have hurt hosts.
enum CommonSeccomp {
  /// Where LXC installs its profile.
  static let installed = "/usr/share/lxc/config/common.seccomp"

  /// The same refusals, in the language of liblxc (`doc/lxc.container.conf`, seccomp), for a machine without it.
  static let text = """
    2
    denylist
    reject_force_umount
    [all]
    kexec_load errno 1
    open_by_handle_at errno 1
    init_module errno 1
    finit_module errno 1
    delete_module errno 1

    """
}
