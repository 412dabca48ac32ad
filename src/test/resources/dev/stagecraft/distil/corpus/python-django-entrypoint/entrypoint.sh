#!/bin/sh
set -e

python manage.py migrate --noinput
python manage.py collectstatic --noinput

export DJANGO_LOG_LEVEL=INFO

exec "$@"
