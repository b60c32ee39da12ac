#include "starting.h"

#include "namespaces.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static char **arguments;

// glibc calls constructors as it calls main() (its csu/libc-start.c, call_init); musl gives them nothing.
#ifdef __GLIBC__
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
  (void)count;
  arguments = values;
}
#endif

char **clinux_arguments(void) {
  return arguments;
}

void clinux_default_signals(void) {
  // The system call itself: the C library keeps 32 and 33 to itself, and refuses to reset them. All zero is SIG_DFL without
  // flags on every architecture; the kernel refuses SIGKILL and SIGSTOP, which cannot be otherwise.
  const unsigned long action[16] = {0};
  for (int number = 1; number < _NSIG; number++)
    syscall(SYS_rt_sigaction, number, action, NULL, (_NSIG - 1) / 8);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

int clinux_close_from(unsigned int first) {
  return (int)syscall(SYS_close_range, first, ~0U, 0U);
}

int clinux_unshare_mounts(void) {
  return unshare(CLONE_NEWNS);
}

int clinux_fork_into_user_namespace(void) {
  int child = (int)syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL);
  if (child == 0)
    prctl(PR_SET_PDEATHSIG, SIGKILL);
  return child;
}

int clinux_open_proc(int pid, const char *name, int flags) {
  char path[64];
  int length = snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  if (length < 0 || (size_t)length >= sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  return open(path, flags | O_CLOEXEC);
}

int clinux_bind(const char *source, const char *target) {
  int tree = clinux_clone_mount(source);
  if (tree < 0)
    return -1;
  int result = clinux_attach_mount(tree, target);
  int saved = errno;
  close(tree);
  errno = saved;
  return result;
}

int clinux_bind_idmapped(const char *source, const char *target, int user_namespace) {
  int tree = clinux_clone_mount(source);
  if (tree < 0)
    return -1;
  struct mount_attr attributes = {
    .attr_set = MOUNT_ATTR_IDMAP | MOUNT_ATTR_RDONLY,
    .userns_fd = (unsigned int)user_namespace,
  };
  int result = (int)syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH, &attributes, sizeof attributes);
  if (result == 0)
    result = clinux_attach_mount(tree, target);
  int saved = errno;
  close(tree);
  errno = saved;
  return result;
}

int clinux_resize_tmpfs(const char *path, const char *size) {
  int context = (int)syscall(SYS_fspick, AT_FDCWD, path, FSPICK_CLOEXEC);
  if (context < 0)
    return -1;
  int result = (int)syscall(SYS_fsconfig, context, FSCONFIG_SET_STRING, "size", size, 0);
  if (result == 0)
    result = (int)syscall(SYS_fsconfig, context, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0);
  int saved = errno;
  close(context);
  errno = saved;
  return result;
}

int64_t clinux_file_system_size(const char *path) {
  struct statvfs status;
  return statvfs(path, &status) == 0 ? (int64_t)status.f_blocks * (int64_t)status.f_frsize : -1;
}

int clinux_memory_file(const char *label) {
  return memfd_create(label, MFD_CLOEXEC);
}
