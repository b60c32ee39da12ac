#include "namespaces.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_enter_network_namespace(int descriptor) {
  return setns(descriptor, CLONE_NEWNET);
}

int clinux_unshare_network(void) {
  return unshare(CLONE_NEWNET);
}

int clinux_private_nodes(const char *place) {
  if (unshare(CLONE_NEWNS) != 0)
    return -1;
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    return -1;
  return mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NOEXEC, "size=64k,mode=0755");
}

int clinux_clone_mount(const char *source) {
  struct open_how how = {
    .flags = O_PATH | O_CLOEXEC,
    .resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  int place = (int)syscall(SYS_openat2, AT_FDCWD, source, &how, sizeof how);
  if (place < 0)
    return -1;
  int tree = (int)syscall(SYS_open_tree, place, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH);
  int saved = errno;
  close(place);
  errno = saved;
  return tree;
}

int clinux_enter_container(int mounts, int users) {
  if (setns(mounts, CLONE_NEWNS) != 0)
    return -1;
  if (users < 0)
    return 0;
  if (setns(users, CLONE_NEWUSER) != 0)
    return -1;
  return setgroups(0, NULL) == 0 && setgid(0) == 0 ? setuid(0) : -1;
}

int clinux_attach_mount(int mount, const char *target) {
  return (int)syscall(SYS_move_mount, mount, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH);
}

int clinux_detach_mount(const char *target) {
  return umount2(target, MNT_DETACH | UMOUNT_NOFOLLOW);
}
