// Linux calls that the C library's Swift overlay does not show: variadic ones, and system calls without a wrapper.
#ifndef TURRIS_CLINUX_H
#define TURRIS_CLINUX_H

// Nothing here may ask for other features of the C library than its own module map does: Swift cannot import both then.

#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "interfaces.h"
#include "namespaces.h"
#include "starting.h"

static inline int clinux_pidfd_open(int pid, unsigned int flags) {
  return (int)syscall(SYS_pidfd_open, pid, flags);
}

// pidfd_send_signal(2)
static inline int clinux_pidfd_send_signal(int pidfd, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, 0, 0);
}

// fcntl(2), F_SETSIG: which signal tells the owner of fd that it is ready.
int clinux_set_readiness_signal(int fd, int signal);

// open(2), O_NOATIME: reading leaves the access time alone.
int clinux_noatime(void);

// renameat2(2), and its flag that refuses to replace anything.
#define CLINUX_RENAME_NOREPLACE 1

static inline int clinux_renameat2(int from_dir, const char *from, int to_dir, const char *to,
                                   unsigned int flags) {
  return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

// openat2(2): opens a name without following links or crossing a mount; EXDEV if it would.
static inline int clinux_open_beneath(int dir, const char *name, int flags) {
  struct open_how how = {
      .flags = (unsigned int)flags,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS,
  };
  return (int)syscall(SYS_openat2, dir, name, &how, sizeof(how));
}

// statfs(2): which kind of file system a path lies on; -1 and errno if that fails.
#define CLINUX_TMPFS_MAGIC 0x01021994
#define CLINUX_RAMFS_MAGIC 0x858458f6

static inline int64_t clinux_file_system_magic(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (int64_t)(uint32_t)status.f_type : -1;
}

#endif
