// What the kernel is asked to do once, to see whether it does. Each trial is made by a child with namespaces of its own, which
// ends with it: nothing of it is left. All return 0 where it worked, else an `errno`: ETIMEDOUT where the child was still at it
// after five seconds, ECHILD where something killed it.
#ifndef TURRIS_CLINUX_TRIALS_H
#define TURRIS_CLINUX_TRIALS_H

#include <stdint.h>

enum {
  CLINUX_NAMESPACE_MOUNT,
  CLINUX_NAMESPACE_UTS,
  CLINUX_NAMESPACE_IPC,
  CLINUX_NAMESPACE_PID,
  CLINUX_NAMESPACE_NETWORK,
  CLINUX_NAMESPACE_USER,
  CLINUX_NAMESPACE_CGROUP,
};

/// unshare(2) of one namespace.
int clinux_try_namespace(int kind);

/// Mounts a file system of memory, such as `tmpfs`, in a mount and an IPC namespace.
int clinux_try_mount(const char *type, const char *options);

/// Mounts proc and sysfs as the first process of process and network namespaces.
int clinux_try_proc(void);

enum {
  /// pidfd_open(2) and pidfd_send_signal(2), Linux 5.3.
  CLINUX_CALL_PIDFD,
  /// openat2(2), Linux 5.6.
  CLINUX_CALL_OPEN_BENEATH,
  /// close_range(2), Linux 5.9.
  CLINUX_CALL_CLOSE_RANGE,
  /// open_tree(2), move_mount(2) and mounts whose links nobody follows, Linux 5.10.
  CLINUX_CALL_MOUNT_WITHOUT_LINKS,
  /// epoll(7), eventfd(2) and signalfd(2).
  CLINUX_CALL_EVENTS,
  /// Whether seccomp(2) takes filters.
  CLINUX_CALL_SECCOMP,
  /// Whether bpf(2) takes a program that decides on devices for a control group.
  CLINUX_CALL_DEVICE_PROGRAM,
};

/// A system call, or a few that are needed together.
int clinux_try_call(int call);

/// An overlay that is mounted, and in which what a lower has is removed and made again.
struct clinux_overlay_trial {
  /// An empty directory for lower, upper and work, which are left in it; NULL: a tmpfs of the child's own.
  const char *directory;
  /// Mount options beside the layers.
  const char *options;
  /// The ids of an unprivileged container's root and those after it; `count` 0: as root of the host.
  uint32_t first;
  uint32_t count;
};

/// Mounts it.
int clinux_try_overlay(const struct clinux_overlay_trial *trial);

/// Shifts the owners of a copy of the mount that `directory` lies in, which is nowhere to be seen (mount_setattr(2), Linux 5.12).
int clinux_try_owner_shift(const char *directory, uint32_t first, uint32_t count);

#endif
