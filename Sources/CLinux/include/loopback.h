// Connections to 127.0.0.1, whose addresses Swift sees through casts only.
#ifndef TURRIS_CLINUX_LOOPBACK_H
#define TURRIS_CLINUX_LOOPBACK_H

#include <stdint.h>

/// A socket for TCP over IPv4 that does not wait and is closed on exec; -1 with errno.
int clinux_stream_socket(void);

/// connect(2) to a port of 127.0.0.1. 0, or -1 with errno: EINPROGRESS where the answer is still to come.
int clinux_connect_loopback(int socket, uint16_t port);

/// The port of the socket's own end (getsockname(2)); -1 with errno.
int clinux_local_port(int socket);

#endif
