#!/bin/sh
set -e

cd /usr/src/app || exit 1

ROLE=${1:-server}
if [ $# -gt 0 ]; then
  shift
fi

if [ "$NODE_ENV" = "production" ]; then
  NODE_OPTS="--enable-source-maps"
else
  NODE_OPTS="--inspect=0.0.0.0:9229"
fi

case "$ROLE" in
  server|web)
    echo "Starting server..."
    exec node $NODE_OPTS server.js "$@"
    ;;
  worker)
    exec node $NODE_OPTS worker.js "$@"
    ;;
  *)
    echo "Unknown role: $ROLE" >&2
    exit 1
    ;;
esac
