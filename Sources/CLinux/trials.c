#include "trials.h"

#include "CLinux.h"
#include "trial_child.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mount.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

static int errno_of(int result) {
  return result < 0 ? errno : 0;
}

static int unshare_namespace(const void *argument) {
  static const int flags[] = {CLONE_NEWNS,  CLONE_NEWUTS,  CLONE_NEWIPC,   CLONE_NEWPID,
                              CLONE_NEWNET, CLONE_NEWUSER, CLONE_NEWCGROUP};
  return errno_of(unshare(flags[*(const int *)argument]));
}

int clinux_try_namespace(int kind) {
  return clinux_in_child(unshare_namespace, &kind);
}

struct mounted {
  const char *type;
  const char *options;
};

static int mount_type(const void *argument) {
  const struct mounted *mounted = argument;
  // A queue's file system shows the queues of an IPC namespace, and is the host's without one.
  if (unshare(CLONE_NEWIPC) != 0)
    return errno;
  int error = clinux_private_mounts();
  return error != 0 ? error : errno_of(mount("none", "/dev", mounted->type, MS_NOSUID, mounted->options));
}

int clinux_try_mount(const char *type, const char *options) {
  struct mounted mounted = {type, options};
  return clinux_in_child(mount_type, &mounted);
}

static int mount_proc(const void *argument) {
  (void)argument;
  int error = clinux_private_mounts();
  if (error != 0)
    return error;
  if (mount("proc", "/proc", "proc", 0, NULL) != 0)
    return errno;
  return errno_of(mount("sysfs", "/sys", "sysfs", 0, NULL));
}

static int mount_proc_of_init(const void *argument) {
  if (unshare(CLONE_NEWPID | CLONE_NEWNET) != 0)
    return errno;
  return clinux_in_child(mount_proc, argument);
}

int clinux_try_proc(void) {
  return clinux_in_child(mount_proc_of_init, NULL);
}

static int use_pidfd(void) {
  int process = clinux_pidfd_open(getpid(), 0);
  return errno_of(process < 0 ? -1 : clinux_pidfd_send_signal(process, 0));
}

static int mount_without_links(void) {
  int error = clinux_private_mounts();
  if (error != 0)
    return error;
  if (mount("tmpfs", "/dev", "tmpfs", 0, NULL) != 0 || chdir("/dev") != 0)
    return errno;
  return errno_of(clinux_mount_working_directory());
}

static int use_events(void) {
  sigset_t none;
  sigemptyset(&none);
  if (epoll_create1(EPOLL_CLOEXEC) < 0 || eventfd(0, EFD_CLOEXEC) < 0)
    return errno;
  return errno_of(signalfd(-1, &none, SFD_CLOEXEC));
}

static int ask_for_seccomp(void) {
  uint32_t action = SECCOMP_RET_ERRNO;
  return errno_of((int)syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action));
}

// The smallest program: return 1.
static int load_device_program(void) {
  const struct bpf_insn program[] = {
    {.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = 1},
    {.code = BPF_JMP | BPF_EXIT},
  };
  union bpf_attr attributes = {
    .prog_type = BPF_PROG_TYPE_CGROUP_DEVICE,
    .insn_cnt = sizeof program / sizeof *program,
    .insns = (uint64_t)(uintptr_t)program,
    .license = (uint64_t)(uintptr_t)"GPL",
  };
  return errno_of((int)syscall(SYS_bpf, BPF_PROG_LOAD, &attributes, sizeof attributes));
}

static int make_call(const void *argument) {
  switch (*(const int *)argument) {
  case CLINUX_CALL_PIDFD:
    return use_pidfd();
  case CLINUX_CALL_OPEN_BENEATH:
    return errno_of(clinux_open_beneath(AT_FDCWD, ".", O_PATH));
  case CLINUX_CALL_CLOSE_RANGE:
    return errno_of(clinux_close_from(3));
  case CLINUX_CALL_MOUNT_WITHOUT_LINKS:
    return mount_without_links();
  case CLINUX_CALL_EVENTS:
    return use_events();
  case CLINUX_CALL_SECCOMP:
    return ask_for_seccomp();
  case CLINUX_CALL_DEVICE_PROGRAM:
    return load_device_program();
  default:
    return EINVAL;
  }
}

int clinux_try_call(int call) {
  return clinux_in_child(make_call, &call);
}
