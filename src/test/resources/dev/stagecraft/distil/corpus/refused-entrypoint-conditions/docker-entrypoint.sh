#!/bin/bash
if [ "$1" = "worker" ]; then
  exec celery worker
fi
exec "$@"
