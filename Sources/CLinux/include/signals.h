// Signals as something to wait for among others: signalfd(2), whose types Swift does not see.
#ifndef TURRIS_CLINUX_SIGNALS_H
#define TURRIS_CLINUX_SIGNALS_H

/// Blocks the signals in this thread, and in all that it starts from now on, and returns a descriptor that is readable while one of
/// them waits; -1 with errno.
int clinux_signal_descriptor(const int *signals, int count);

/// The next signal of such a descriptor; 0 where none waits, -1 with errno.
int clinux_next_signal(int descriptor);

#endif
