#!/usr/bin/env bash
# waits
while ! nc -z "$1"; do sleep 1; done
