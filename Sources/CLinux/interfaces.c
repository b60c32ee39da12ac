#include "interfaces.h"

#include <net/if.h>
#include <net/if_arp.h>
#include <string.h>
#include <sys/ioctl.h>

int clinux_interface_mtu(int socket, const char *name) {
  struct ifreq request = {0};
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  return ioctl(socket, SIOCGIFMTU, &request) == 0 ? request.ifr_mtu : -1;
}

int clinux_interface_mac(int socket, const char *name, uint8_t *octets) {
  struct ifreq request = {0};
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  if (ioctl(socket, SIOCGIFHWADDR, &request) != 0 || request.ifr_hwaddr.sa_family != ARPHRD_ETHER)
    return -1;
  memcpy(octets, request.ifr_hwaddr.sa_data, 6);
  return 0;
}
