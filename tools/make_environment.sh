#!/bin/sh
# Make the virtual environment $1 with the newest-enough Python; says what is missing in a sentence.
set -eu

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if new_enough "$python"; then
        break
    fi
    python=
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed. On Debian: apt install python3" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing the Debian package python3-venv …"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "Python cannot make environments here. On Debian: sudo apt install python3-venv" >&2
        exit 1
    fi
fi
echo "Making the environment $1 with $("$python" --version) …"
"$python" -m venv --clear "$1"
touch "$1/made"
