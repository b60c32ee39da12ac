#define _GNU_SOURCE
#include "CLinux.h"

int clinux_set_readiness_signal(int fd, int signal) {
  return fcntl(fd, F_SETSIG, signal);
}

int clinux_noatime(void) {
  return O_NOATIME;
}
