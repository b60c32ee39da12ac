#!/bin/sh
# A CGI that has the agent look when a forge says that something was pushed: see docs/agent.md. It answers nobody who does not know
# the secret, which lies in a file that only root and the web server can read:
#
#   mkdir -p /etc/turris-apply && (umask 077; openssl rand -hex 32 >/etc/turris-apply/webhook-secret)
PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

answer() {
  printf 'Status: %s\r\nContent-Type: text/plain\r\n\r\n%s\n' "$1" "$2"
}

# Reads the request, and refuses it by itself.
turris-apply webhook --secret-file /etc/turris-apply/webhook-secret || exit 0

# Where the web server is not root: sudo -n turris-apply sync
if turris-apply sync; then
  answer '202 Accepted' 'the router looks'
else
  answer '503 Service Unavailable' 'the agent does not run'
fi
