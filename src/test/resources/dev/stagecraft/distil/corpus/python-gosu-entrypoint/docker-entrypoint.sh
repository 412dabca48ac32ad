#!/bin/bash
set -e

if [ "$1" = 'python' -a "$(id -u)" = '0' ]; then
    chown -R wiki:wiki /var/lib/wiki
    exec gosu wiki "$0" "$@"
fi

exec "$@"
