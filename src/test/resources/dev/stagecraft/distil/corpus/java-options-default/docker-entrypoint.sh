#!/bin/sh
set -e
JAVA_OPTS="${JAVA_OPTS:--Xmx256m}"
echo "Starting with $JAVA_OPTS"
exec java $JAVA_OPTS -jar /app/app.jar "$@"
