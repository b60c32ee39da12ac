// Namespaces of other processes, whose constants Swift does not import.
#ifndef TURRIS_CLINUX_NAMESPACES_H
#define TURRIS_CLINUX_NAMESPACES_H

/// setns(2) of the calling thread into a network namespace.
int clinux_enter_network_namespace(int descriptor);

#endif
