#!/bin/bash
set -euo pipefail
: "${LOG_LEVEL:=info}"
export LOG_LEVEL
mkdir -p /app/data/cache
exec "$@"
