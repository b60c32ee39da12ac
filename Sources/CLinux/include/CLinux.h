// Linux calls that the C library's Swift overlay does not show: variadic ones, and system calls without a wrapper.
#ifndef TURRIS_CLINUX_H
#define TURRIS_CLINUX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "namespaces.h"
#include "starting.h"

static inline int clinux_pidfd_open(int pid, unsigned int flags) {
  return (int)syscall(SYS_pidfd_open, pid, flags);
}

// fcntl(2), F_SETSIG: which signal tells the owner of fd that it is ready.
static inline int clinux_set_readiness_signal(int fd, int signal) {
  return fcntl(fd, F_SETSIG, signal);
}

#endif
