"""`python -m display.voice FOLDER [VOICE]` makes the default voices in FOLDER and says what is there."""

from __future__ import annotations

import sys
from pathlib import Path
from string import ascii_uppercase

from display.voice.generate import make_packs
from display.voice.pack import load, missing


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2) or arguments[0].startswith("-"):
        print("usage: python -m display.voice FOLDER [VOICE]", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    try:
        made = make_packs(folder, *arguments[1:])
        print("Made the voices." if made else "The voices were there.")
        _tell(folder)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _tell(folder: Path) -> None:
    for each in sorted(path.parent for path in folder.glob("[!.]*/pack.json")):
        pack = load(each)
        silent = missing(pack, ascii_uppercase, map(str, range(1, 100)))
        without = f", without {', '.join(silent)}" if silent else ""
        print(f"{pack.id}: {len(pack.clips)} clips by {pack.speaker} ({pack.voice}){without}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
