#include "probing.h"

#include "starting.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// The lowest descriptor that is not a standard one: where the pipe stands once all others are closed.
enum { REPORTS = 3 };

// A pipe takes so little whole (PIPE_BUF). Where nobody reads any more, nobody wants to know.
static void report(int kind, int value) {
  struct clinux_watch_report text = {.kind = kind, .value = value};
  while (write(REPORTS, &text, sizeof text) < 0 && errno == EINTR) {
  }
}

// The session of the command; 0 as long as there is none.
static volatile pid_t session;

// Kills the children that this process has now (proc(5); needs CONFIG_PROC_CHILDREN and the container's own /proc); whether it
// has any.
static int kill_children(void) {
  int list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC), found = 0;
  pid_t child = 0;
  char byte;
  while (list >= 0 && read(list, &byte, 1) == 1) {
    if (byte >= '0' && byte <= '9') {
      child = child * 10 + (byte - '0');
    } else if (child > 0) {
      kill(child, SIGKILL);
      found = 1;
      child = 0;
    }
  }
  close(list);
  return found;
}

// The parent has gone, which would have looked for everything that descends from the command. One that is killed here leaves its
// own children to this process, until there are none. Only what is safe in a handler is called.
static void end_with_parent(int number) {
  (void)number;
  // What cannot be killed is not waited for.
  signal(SIGALRM, SIG_DFL);
  alarm(2);
  if (session > 0)
    kill(-session, SIGKILL);
  while (kill_children())
    waitpid(-1, NULL, 0);
  _exit(1);
}

static void run(char **words, pid_t watcher) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != watcher)
    _exit(1);
  // What it does to its own process group must reach nobody else.
  setsid();
  umask(022);
  clinux_default_signals();
  execvp(words[0], words);
  report(CLINUX_WATCH_NOT_EXECUTED, errno);
  _exit(127);
}

int clinux_watch_command(void *command) {
  const struct clinux_watched_command *watched = command;
  // Whoever is root in the container might otherwise look into what this process was before it came here.
  prctl(PR_SET_DUMPABLE, 0);
  // Not one of the process group that is killed with the parent.
  setsid();
  clinux_default_signals();
  signal(SIGTERM, end_with_parent);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  // A parent outside of the process namespace has no number here; one that went before the line above left us to init.
  if (getppid() != 0)
    _exit(1);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (watched->reports != REPORTS && dup2(watched->reports, REPORTS) < 0)
    _exit(1);
  fcntl(REPORTS, F_SETFD, FD_CLOEXEC);
  clinux_close_from(REPORTS + 1);
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigprocmask(SIG_BLOCK, &ending, NULL);
  pid_t watcher = getpid(), child = fork();
  if (child == 0)
    run(watched->words, watcher);
  if (child < 0) {
    report(CLINUX_WATCH_NOT_STARTED, errno);
    _exit(1);
  }
  session = child;
  sigprocmask(SIG_UNBLOCK, &ending, NULL);
  int status, ended;
  while ((ended = waitpid(-1, &status, 0)) > 0 || errno == EINTR)
    if (ended == child)
      report(CLINUX_WATCH_ENDED, status);
  _exit(0);
}

int clinux_quiet_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0)
    return -1;
  return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

int clinux_end_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
