// What a process needs to shut itself into one directory: see user_namespaces(7), pivot_root(2), capabilities(7).
#ifndef TURRIS_CLINUX_CONFINEMENT_H
#define TURRIS_CLINUX_CONFINEMENT_H

#include <stdint.h>

/// Moves the calling process, which must have one thread only, into a user and a mount namespace
/// of its own, in which the ids 0 to `count` - 1 are the host's from `first` on.
///
/// A short-lived child writes the maps: who has left for a new namespace may not map more than
/// itself. Returns 0, or -1 with `errno` set.
int clinux_enter_user_namespace(uint32_t first, uint32_t count);

/// Mounts a copy of the working directory's tree, without what is mounted below it, upon the
/// working directory, makes it the working directory, and lets nobody follow a symbolic link,
/// open a device, or execute a file in it. Returns 0, or -1 with `errno` set; `ENOSYS` where the
/// kernel knows no `nosymfollow` (before 5.10).
int clinux_mount_working_directory(void);

/// Makes the working directory, which must be a mount point, the root directory, and drops what
/// was the root. Returns 0, or -1 with `errno` set.
int clinux_pivot_to_working_directory(void);

/// Becomes user 0 and group 0 of the user namespace, without other groups, and keeps of the
/// capabilities those that set owners, modes, and file capabilities. Returns 0, or -1 with
/// `errno` set.
int clinux_keep_file_capabilities(void);

/// Lets the process have no more than `memory` bytes of data, make no other processes, and write
/// no core dump. Returns 0, or -1 with `errno` set.
int clinux_bound_resources(int64_t memory);

/// Whether the file, or symbolic link, at `path` has an extended attribute. Returns 0, or -1 with
/// `errno` set: `ENODATA` where it has not.
int clinux_has_attribute(const char *path, const char *name);

/// Waits until the whole file system that `fd` lies on is on the storage: syncfs(2), which glibc
/// shows to nobody who does not ask for GNU's own. Returns 0, or -1 with `errno` set.
int clinux_syncfs(int fd);

#endif
