#include "CLinux.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/openat2.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_pidfd_open(int pid, unsigned int flags) {
  return (int)syscall(SYS_pidfd_open, pid, flags);
}

// pidfd_send_signal(2)
int clinux_pidfd_send_signal(int pidfd, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, 0, 0);
}

// fcntl(2), F_SETSIG: which signal tells the owner of fd that it is ready.
int clinux_set_readiness_signal(int fd, int signal) {
  return fcntl(fd, F_SETSIG, signal);
}

const int clinux_o_noatime = O_NOATIME;

// renameat2(2)
int clinux_renameat2(int from_dir, const char *from, int to_dir, const char *to,
                                   unsigned int flags) {
  return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

// openat2(2): opens a name without following links or crossing a mount; EXDEV if it would.
int clinux_open_beneath(int dir, const char *name, int flags) {
  struct open_how how = {
      .flags = (unsigned int)flags,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS,
  };
  return (int)syscall(SYS_openat2, dir, name, &how, sizeof(how));
}

// statfs(2): which kind of file system a path lies on; -1 and errno if that fails.
int64_t clinux_file_system_magic(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (int64_t)(uint32_t)status.f_type : -1;
}

// Gives this process, which must have one thread, a mount namespace of its own, with an empty tmpfs
// at `place` that vanishes with the process. Returns -1 and errno if that fails.
int clinux_private_tmpfs(const char *place, const char *options) {
  if (unshare(CLONE_NEWNS) != 0) return -1;
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return -1;
  return mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, options);
}

// Gives up all capabilities but those in `kept` (a bit for each, capabilities(7)), and all ways to
// get them back. Returns -1 and errno if that fails.
int clinux_keep_capabilities(uint64_t kept) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &header, data) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    uint32_t mask = (uint32_t)(kept >> (32 * i));
    data[i].effective &= mask;
    data[i].permitted &= mask;
    data[i].inheritable = 0;
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return (int)syscall(SYS_capset, &header, data);
}

int clinux_reserve_behind_end(int fd, int64_t bytes) {
  struct stat status;
  if (fstat(fd, &status) != 0) return -1;
  return fallocate(fd, FALLOC_FL_KEEP_SIZE, status.st_size, bytes);
}
