// Namespaces of other processes, whose constants Swift does not import.
#ifndef TURRIS_CLINUX_NAMESPACES_H
#define TURRIS_CLINUX_NAMESPACES_H

/// setns(2) of the calling thread into a network namespace.
int clinux_enter_network_namespace(int descriptor);

/// unshare(2) of the network namespace of the calling thread. 0, or -1 with errno.
int clinux_unshare_network(void);

/// Gives this process, which must have one thread, a mount namespace of its own with an empty tmpfs at `place` that device nodes
/// work on. 0, or -1 with errno.
int clinux_private_nodes(const char *place);

/// A copy of the mount at `source`, which is nowhere yet: a descriptor, or -1 with errno (open_tree(2)). No symbolic link is
/// followed.
int clinux_clone_mount(const char *source);

/// Enters the mount namespace and, unless it is -1, the user namespace of a container, as its root. This process must have one
/// thread. 0, or -1 with errno.
int clinux_enter_container(int mounts, int users);

/// Mounts what `clinux_clone_mount` gave at `target` (move_mount(2)). A symbolic link at its end is not followed.
int clinux_attach_mount(int mount, const char *target);

/// Unmounts what is seen at `target`, even if it is in use. A symbolic link at its end is not followed. 0, or -1 with errno.
int clinux_detach_mount(const char *target);

#endif
