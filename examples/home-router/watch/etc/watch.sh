#!/bin/sh
# Writes a line to the diary each time something has changed.
trap exit TERM
before=
while :; do
  printf 'GET / HTTP/1.0\r\n\r\n' | nc -w 2 "$WEB" 80 | grep -q '200 OK' && web=up || web=down
  ping -c 1 -W 2 10.111.222.2 >/dev/null && dhcp=up || dhcp=down
  now="page $web, dhcp $dhcp"
  [ "$now" = "$before" ] || echo "$(date '+%F %T') $now" >>/var/diary/log
  before=$now
  sleep "$PERIOD" &
  wait $!
done
