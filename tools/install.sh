#!/bin/sh
# Install the lock file $2 into the environment whose programs are in $1, checking every hash.
# Compiled at once: a server that may not write here would do that at every start, which takes 6 s.
# uv does it in seconds; where it cannot (no wheel of it, an index only pip is set up for), pip does.
set -eu
bin=$1
lock=$2

echo "Installing $(grep -c == "$lock") Python packages of $lock …"
if [ ! -x "$bin/uv" ]; then
    sed -n '/^uv==/,/# via/p' "$lock" |
        "$bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: \
            --require-hashes -r /dev/stdin || true
fi
[ -t 2 ] && quiet= || quiet=--quiet # a progress bar, where somebody looks on
if [ -x "$bin/uv" ] && "$bin/uv" pip install $quiet --compile-bytecode --python "$bin/python" --require-hashes -r "$lock"; then
    exit 0
fi
echo "Installing with pip, which takes longer …"
"$bin/python" -m pip install --disable-pip-version-check --require-hashes -r "$lock"
