#!/bin/bash
source ./settings.sh
if [[ "$FLASK_ENV" == "development" ]]; then
    flask run --host=0.0.0.0 --port=$PORT
else
    exec gunicorn -b :$PORT --access-logfile - --error-logfile - app:app
fi
