#!/bin/sh
# Install the Debian packages that the tests use, or say which tests are skipped without them.
set -eu

missing=
need() { # need PACKAGE "what is skipped without it" TEST...
    package=$1 skipped=$2
    shift 2
    if ! "$@" >/dev/null 2>&1; then
        missing="$missing $package"
        sentences="${sentences:-}Without $package, $skipped is skipped.
"
    fi
}
some() { [ -e "$1" ]; }

need chromium "all that drives a browser" command -v chromium
need postgresql "the store on PostgreSQL" some /usr/lib/postgresql/*/bin/initdb
need redis-server "serving with several processes" command -v redis-server
need tesseract-ocr "reading slips by machine" command -v tesseract
need tesseract-ocr-vie "reading Vietnamese slips by machine" some /usr/share/tesseract-ocr/*/tessdata/vie.traineddata
need zbar-tools "reading QR codes of slips" command -v zbarimg
need fonts-noto-core "looking at minority scripts" some /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf

[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing the Debian packages$missing …"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
        exit 0
    fi
    echo "apt-get could not install them all." >&2
fi
printf '%sTo run them too: sudo apt install%s\n' "$sentences" "$missing" >&2
