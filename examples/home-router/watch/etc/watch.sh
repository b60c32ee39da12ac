#!/bin/sh
# Writes a line to the diary each time something has changed.
trap exit TERM
before=
while :; do
  wget -q -T 2 -O /dev/null "$PAGE" && web=up || web=down
  ping -c 1 -W 2 10.111.222.2 >/dev/null && dhcp=up || dhcp=down
  now="page $web, dhcp $dhcp"
  [ "$now" = "$before" ] || echo "$(date '+%F %T') $now" >>/var/diary/log
  before=$now
  sleep "$PERIOD" &
  wait $!
done
