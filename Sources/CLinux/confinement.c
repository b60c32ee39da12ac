#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <sys/xattr.h>

// Of linux/mount.h, which can't be included beside sys/mount.h with every C library.
enum {
  open_tree_clone = 1,
  move_mount_from_empty_path = 0x4,
  mount_no_symlinks = 0x100,
  state_no_symlinks = 0x2000,
};

static int write_map(int process, const char *map, uint32_t first, uint32_t count) {
  char text[40];
  int length = snprintf(text, sizeof text, "0 %lu %lu\n", (unsigned long)first, (unsigned long)count);
  int fd = openat(process, map, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return errno;
  ssize_t written = write(fd, text, (size_t)length);
  int error = written == length ? 0 : written < 0 ? errno : EIO;
  close(fd);
  return error;
}

// The child's whole life. Its exit status is an errno, 0 if all went well.
static int map_ids_of(int process, int ready, uint32_t first, uint32_t count) {
  char byte;
  ssize_t got;
  while ((got = read(ready, &byte, 1)) < 0 && errno == EINTR) {
  }
  if (got != 1) return ECANCELED;
  int error = write_map(process, "gid_map", first, count);
  return error != 0 ? error : write_map(process, "uid_map", first, count);
}

static int wait_for(pid_t child) {
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return errno;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : ECHILD;
}

int clinux_enter_user_namespace(uint32_t first, uint32_t count) {
  int ready[2];
  int error = 0;
  int process = open("/proc/self", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (process < 0) return -1;
  if (pipe2(ready, O_CLOEXEC) != 0) {
    error = errno;
    close(process);
    errno = error;
    return -1;
  }
  pid_t child = fork();
  if (child == 0) {
    close(ready[1]);
    _exit(map_ids_of(process, ready[0], first, count));
  }
  if (child < 0) {
    error = errno;
  } else {
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) error = errno;
    if (error == 0 && write(ready[1], "", 1) != 1) error = errno;
  }
  close(ready[0]);
  close(ready[1]);
  if (child > 0) {
    int mapping = wait_for(child);
    if (error == 0) error = mapping;
  }
  close(process);
  errno = error;
  return error == 0 ? 0 : -1;
}

int clinux_mount_working_directory(void) {
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return -1;
  int tree = (int)syscall(SYS_open_tree, AT_FDCWD, ".", open_tree_clone | O_CLOEXEC);
  if (tree < 0) return -1;
  int result = (int)syscall(SYS_move_mount, tree, "", AT_FDCWD, ".", move_mount_from_empty_path);
  if (result == 0) result = fchdir(tree);
  int error = errno;
  close(tree);
  errno = error;
  if (result != 0) return -1;

  unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC | mount_no_symlinks;
  if (mount(NULL, ".", NULL, MS_REMOUNT | MS_BIND | flags, NULL) != 0) return -1;
  // An older kernel takes the unknown flag without a word.
  struct statvfs state;
  if (statvfs(".", &state) != 0) return -1;
  if ((state.f_flag & state_no_symlinks) == 0) {
    errno = ENOSYS;
    return -1;
  }
  return 0;
}

int clinux_pivot_to_working_directory(void) {
  // The old root ends up upon the new one, from where it is detached: pivot_root(2), "pivot_root(".", ".")".
  if (syscall(SYS_pivot_root, ".", ".") != 0) return -1;
  if (umount2(".", MNT_DETACH) != 0) return -1;
  return chdir("/");
}

int clinux_keep_file_capabilities(void) {
  if (setgroups(0, NULL) != 0 || setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0) return -1;
  // What sets owners, modes with their setuid bits, and file capabilities of files of all owners.
  const uint32_t kept = 1u << CAP_CHOWN | 1u << CAP_DAC_OVERRIDE | 1u << CAP_FOWNER
                        | 1u << CAP_FSETID | 1u << CAP_SETFCAP;
  _Static_assert(CAP_SETFCAP < 32, "all of them are in the first word");
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
  memset(data, 0, sizeof data);
  data[0].permitted = kept;
  data[0].effective = kept;
  if (syscall(SYS_capset, &header, data) != 0) return -1;
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static int bound(int resource, rlim_t amount) {
  struct rlimit limit = {.rlim_cur = amount, .rlim_max = amount};
  return setrlimit(resource, &limit);
}

int clinux_bound_resources(int64_t memory) {
  if (bound(RLIMIT_DATA, (rlim_t)memory) != 0) return -1;
  if (bound(RLIMIT_CORE, 0) != 0) return -1;
  return bound(RLIMIT_NPROC, 0);
}

int clinux_has_attribute(const char *path, const char *name) {
  return lgetxattr(path, name, NULL, 0) < 0 ? -1 : 0;
}

int clinux_syncfs(int fd) {
  return syncfs(fd);
}
