#include "trials.h"

#include "CLinux.h"
#include "trial_child.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/mount.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int make_layers(const struct clinux_overlay_trial *trial) {
  static const char *const names[] = {"lower", "lower/kept", "upper", "work", "merged"};
  // Who is root in the namespace has no right of its own to pass through it.
  if (chmod(".", 0711) != 0)
    return errno;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (mkdir(names[i], 0755) != 0)
      return errno;
    if (trial->count > 0 && chown(names[i], trial->first, trial->first) != 0)
      return errno;
  }
  return 0;
}

static int become_root_of_container(uint32_t first, uint32_t count) {
  if (clinux_enter_user_namespace(first, count) != 0)
    return errno;
  return setgroups(0, NULL) == 0 && setgid(0) == 0 && setuid(0) == 0 ? 0 : errno;
}

// A directory of the lower that is removed leaves a whiteout in the upper, and one that is made in its place is marked opaque,
// by an extended attribute: the two things for which a file system may be unfit.
static int use_overlay(void) {
  if (rmdir("merged/kept") != 0 || mkdir("merged/kept", 0755) != 0)
    return errno;
  int file = open("merged/kept/file", O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
  if (file < 0)
    return errno;
  int error = write(file, "x", 1) == 1 ? 0 : errno;
  close(file);
  return error;
}

static int mount_overlay(const void *argument) {
  const struct clinux_overlay_trial *trial = argument;
  int error = clinux_private_mounts();
  if (error != 0)
    return error;
  if (trial->directory == NULL && mount("tmpfs", "/dev", "tmpfs", 0, NULL) != 0)
    return errno;
  if (chdir(trial->directory == NULL ? "/dev" : trial->directory) != 0)
    return errno;
  error = make_layers(trial);
  if (error == 0 && trial->count > 0)
    error = become_root_of_container(trial->first, trial->count);
  if (error != 0)
    return error;
  char options[256];
  int length = snprintf(options, sizeof options, "lowerdir=lower,upperdir=upper,workdir=work,%s", trial->options);
  if (length < 0 || (size_t)length >= sizeof options)
    return E2BIG;
  if (mount("overlay", "merged", "overlay", 0, options) != 0)
    return errno;
  error = use_overlay();
  // It must be gone before its layers are removed.
  if (umount2("merged", 0) != 0 && error == 0)
    error = errno;
  return error;
}

int clinux_try_overlay(const struct clinux_overlay_trial *trial) {
  return clinux_in_child(mount_overlay, trial);
}

static int write_map(int holder, const char *name, uint32_t first, uint32_t count) {
  char text[40];
  int length = snprintf(text, sizeof text, "0 %lu %lu\n", (unsigned long)first, (unsigned long)count);
  int map = clinux_open_proc(holder, name, O_WRONLY);
  if (map < 0)
    return errno;
  int error = write(map, text, (size_t)length) == length ? 0 : errno;
  close(map);
  return error;
}

static int shift_owners(const void *argument) {
  const struct clinux_overlay_trial *trial = argument;
  int tree = clinux_clone_mount(trial->directory);
  if (tree < 0)
    return errno;
  int holder = clinux_fork_into_user_namespace();
  if (holder < 0)
    return errno;
  if (holder == 0)
    for (;;)
      pause();
  int error = write_map(holder, "uid_map", trial->first, trial->count);
  if (error == 0)
    error = write_map(holder, "gid_map", trial->first, trial->count);
  int users = error == 0 ? clinux_open_proc(holder, "ns/user", O_RDONLY) : -1;
  if (error == 0 && users < 0)
    error = errno;
  if (error == 0) {
    struct mount_attr attributes = {.attr_set = MOUNT_ATTR_IDMAP, .userns_fd = (unsigned int)users};
    if (syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH, &attributes, sizeof attributes) != 0)
      error = errno;
  }
  kill(holder, SIGKILL);
  waitpid(holder, NULL, 0);
  return error;
}

int clinux_try_owner_shift(const char *directory, uint32_t first, uint32_t count) {
  const struct clinux_overlay_trial trial = {.directory = directory, .first = first, .count = count};
  return clinux_in_child(shift_owners, &trial);
}
