// Linux calls that the C library's Swift overlay does not show: variadic ones, and system calls without a wrapper.
//
// Feature macros such as _GNU_SOURCE stand in the .c files alone: types of the C library that look different here and in
// another C module could not be imported together.
#ifndef TURRIS_CLINUX_H
#define TURRIS_CLINUX_H

#include <stdint.h>

#include "clinux_confinement.h"
#include "interfaces.h"
#include "loopback.h"
#include "namespaces.h"
#include "probing.h"
#include "signals.h"
#include "starting.h"
#include "trials.h"

int clinux_pidfd_open(int pid, unsigned int flags);

// pidfd_send_signal(2)
int clinux_pidfd_send_signal(int pidfd, int signal);

// fcntl(2), F_SETSIG: which signal tells the owner of fd that it is ready.
int clinux_set_readiness_signal(int fd, int signal);

// open(2): leaves the access time alone.
extern const int clinux_o_noatime;

// renameat2(2), and its flag that refuses to replace anything.
#define CLINUX_RENAME_NOREPLACE 1

int clinux_renameat2(int from_dir, const char *from, int to_dir, const char *to,
                                   unsigned int flags);

// fallocate(2), FALLOC_FL_KEEP_SIZE: takes storage for what will be appended to a file; -1 with errno.
int clinux_reserve_behind_end(int fd, int64_t bytes);

// openat2(2): opens a name without following links or crossing a mount; EXDEV if it would.
int clinux_open_beneath(int dir, const char *name, int flags);

// statfs(2): which kind of file system a path lies on; -1 and errno if that fails.
#define CLINUX_TMPFS_MAGIC 0x01021994
#define CLINUX_RAMFS_MAGIC 0x858458f6

int64_t clinux_file_system_magic(const char *path);

// Gives this process, which must have one thread, a mount namespace of its own, with an empty tmpfs
// at `place` that vanishes with the process. Returns -1 and errno if that fails.
int clinux_private_tmpfs(const char *place, const char *options);

// Gives up all capabilities but those in `kept` (a bit for each, capabilities(7)), and all ways to
// get them back. Returns -1 and errno if that fails.
int clinux_keep_capabilities(uint64_t kept);

#endif
