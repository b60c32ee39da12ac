// Questions about interfaces that are asked by ioctl(2), which is variadic.
#ifndef TURRIS_CLINUX_INTERFACES_H
#define TURRIS_CLINUX_INTERFACES_H

#include <stdint.h>

/// The largest packet of an interface in the network namespace of `socket` (netdevice(7), SIOCGIFMTU); -1 with errno.
int clinux_interface_mtu(int socket, const char *name);

/// The hardware address of an Ethernet interface, six octets (SIOCGIFHWADDR). 0, or -1 where it has none of that kind.
int clinux_interface_mac(int socket, const char *name, uint8_t *octets);

#endif
