#!/bin/bash
if [ -d /queue ]; then
  exec celery worker
fi
exec "$@"
