#include "trial_child.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int clinux_in_child(int (*body)(const void *), const void *argument) {
  pid_t child = fork();
  if (child < 0)
    return errno;
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGALRM, SIG_DFL);
    alarm(5);
    _exit(body(argument));
  }
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return errno;
  if (WIFEXITED(status))
    return WEXITSTATUS(status);
  return WTERMSIG(status) == SIGALRM ? ETIMEDOUT : ECHILD;
}

int clinux_private_mounts(void) {
  if (unshare(CLONE_NEWNS) != 0)
    return errno;
  return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 ? 0 : errno;
}
