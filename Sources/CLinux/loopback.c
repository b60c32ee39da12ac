#include "loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

int clinux_stream_socket(void) {
  return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

int clinux_connect_loopback(int socket, uint16_t port) {
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons(port),
    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  return connect(socket, (const struct sockaddr *)&address, sizeof address);
}

int clinux_local_port(int socket) {
  struct sockaddr_in address;
  socklen_t size = sizeof address;
  return getsockname(socket, (struct sockaddr *)&address, &size) == 0 ? ntohs(address.sin_port) : -1;
}
