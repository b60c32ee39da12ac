// What runs a command inside a container for a time, and sees to it that nothing of it stays.
#ifndef TURRIS_CLINUX_PROBING_H
#define TURRIS_CLINUX_PROBING_H

/// What is to be run, and where it is told how that went.
struct clinux_watched_command {
  /// The program, looked for in `PATH`, and its arguments; NULL at the end.
  char **words;
  /// The write end of a pipe for `struct clinux_watch_report`.
  int reports;
};

enum {
  /// The command did not start; the value is an `errno`.
  CLINUX_WATCH_NOT_STARTED = 1,
  /// It could not be executed; the value is an `errno`.
  CLINUX_WATCH_NOT_EXECUTED = 2,
  /// It ended; the value is that of wait(2).
  CLINUX_WATCH_ENDED = 3,
};

struct clinux_watch_report {
  int kind;
  int value;
};

/// Runs a `struct clinux_watched_command` in a session of its own and stays until nothing that it started is left: whatever
/// loses its parent becomes a child of this process (PR_SET_CHILD_SUBREAPER), as deep as it may hide, and can be found from
/// outside by that. Dies with its own parent, and the command with its process group as well. Does not return.
///
/// For a process that was forked into a container's process namespace from outside, and has the standard descriptors that the
/// command shall have.
int clinux_watch_command(void *command);

/// A pipe with both ends closed on exec; reading does not wait, writing does. 0, or -1 with errno.
int clinux_quiet_pipe(int ends[2]);

/// How a process ended, of what waitpid(2) says: its exit status, or the negative number of the signal that killed it.
int clinux_end_of(int status);

#endif
