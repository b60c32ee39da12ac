// Linux calls that the C library's Swift overlay does not show: variadic ones, and system calls without a wrapper.
#ifndef TURRIS_CLINUX_H
#define TURRIS_CLINUX_H

#include <sys/syscall.h>
#include <unistd.h>

#include "namespaces.h"
#include "starting.h"

static inline int clinux_pidfd_open(int pid, unsigned int flags) {
  return (int)syscall(SYS_pidfd_open, pid, flags);
}

#endif
