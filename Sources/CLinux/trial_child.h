// Where a trial is made.
#ifndef TURRIS_CLINUX_TRIAL_CHILD_H
#define TURRIS_CLINUX_TRIAL_CHILD_H

/// Does `body` in a child that ends within seconds and with its parent. What `body` returns, an errno, is returned.
int clinux_in_child(int (*body)(const void *), const void *argument);

/// A mount namespace from which nothing reaches another. An errno.
int clinux_private_mounts(void);

#endif
