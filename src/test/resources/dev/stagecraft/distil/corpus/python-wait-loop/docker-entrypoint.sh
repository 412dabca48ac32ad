#!/bin/sh
set -e
if [ "$WAIT_FOR" ]; then
  echo "waiting for $WAIT_FOR"
  while ! nc -z $WAIT_FOR 5432; do
    sleep 0.1
  done
fi
python manage.py migrate --noinput
exec "$@"
