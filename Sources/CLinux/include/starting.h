// What a process that becomes a container's monitor needs from the kernel.
#ifndef TURRIS_CLINUX_STARTING_H
#define TURRIS_CLINUX_STARTING_H

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/// `errno`, a macro that Swift does not import by itself.
static inline int clinux_errno(void) { return errno; }

/// open(2) of something that exists; variadic, which Swift does not import.
static inline int clinux_open(const char *path, int flags) { return open(path, flags | O_CLOEXEC); }

/// Every signal back to its default action and unblocked: both survive exec, down to a container's init.
void clinux_default_signals(void);

/// close_range(2) of every descriptor from `first` on (Linux 5.9; musl has no wrapper).
int clinux_close_from(unsigned int first);

/// unshare(2) of the mount namespace. Swift sees neither the call nor its constants.
int clinux_unshare_mounts(void);

/// fork(2) into a new user namespace, which Swift sees no more. The child is killed when its parent ends.
int clinux_fork_into_user_namespace(void);

/// The command line of this process as main() gets it, the program's own name first, a null last; NULL where the C library is not
/// glibc. `/proc/self/cmdline` begins otherwise where the dynamic loader was called by name, as ld.so(8) may be.
char **clinux_arguments(void);

/// Opens `/proc/PID/NAME`.
int clinux_open_proc(int pid, const char *name, int flags);

/// Mounts at `target` what stands at `source` (not what is mounted beneath it). A symbolic link anywhere in `source` fails with
/// ELOOP (openat2(2)): what was checked is what is mounted. 0, or -1 with errno.
int clinux_bind(const char *source, const char *target);

/// The same read-only, its owners mapped by the user namespace (mount_setattr(2), Linux 5.12).
int clinux_bind_idmapped(const char *source, const char *target, int user_namespace);

/// Gives the tmpfs that `path` leads into, in whatever mount namespace, a new size in bytes (fsconfig(2), Linux 5.2); EINVAL
/// where more than that is in use. 0, or -1 with errno.
int clinux_resize_tmpfs(const char *path, const char *size);

/// The size of the file system that `path` leads into, in bytes; -1 with errno.
int64_t clinux_file_system_size(const char *path);

/// A file in memory without a name (memfd_create(2)), closed on exec; Swift does not see the call.
int clinux_memory_file(const char *label);

#endif
