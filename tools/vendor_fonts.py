"""Be Vietnam Pro for the pages: only Latin, Vietnamese and punctuation, with figures of one width.

The family has no `tnum` feature, so its digits (a narrow 1, a wide 4) would make a ticking number
jump; one is added here. Its licence (OFL 1.1, no reserved name) allows that.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

import fontpkg_be_vietnam_pro
from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, Glyph, GlyphComponent
from fontTools.ttLib.tables.otTables import GSUB, Feature, FeatureRecord, LangSys

PACKAGE = Path(fontpkg_be_vietnam_pro.__file__).parent
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1, Latin Extended-A
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),  # Ơ ơ Ư ư
    *(0x300, 0x301, 0x303, 0x309, 0x323, 0x302, 0x306, 0x31B),  # marks of decomposed text
    *range(0x1EA0, 0x1EFA),  # Vietnamese
    *range(0x2010, 0x2028),
    *range(0x2030, 0x203B),
    *(0x20AB, 0x20AC, 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
    *range(0x2190, 0x219A),  # arrows, where the family has them
)


def make_fonts(folder: Path, weights: Iterable[str]) -> None:
    """Write one `BeVietnamPro-<weight>.woff2` a weight, and the licence, into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight in weights:
        font = TTFont(PACKAGE / "files" / f"BeVietnamPro-{weight}.ttf")
        keep_characters(font)
        add_tabular_figures(font)
        font.flavor = "woff2"
        font.save(folder / f"BeVietnamPro-{weight}.woff2")
    shutil.copyfile(PACKAGE / "LICENSE", folder / "LICENSE.txt")


def add_tabular_figures(font: TTFont) -> None:
    """Add `tnum`: each digit centred on the width of the middling one; the widest has room enough."""
    width = int(median(font["hmtx"][digit][0] for digit in DIGITS))
    for digit in DIGITS:
        add_centred_copy(font, digit, f"{digit}.tnum", width)
    add_feature(font, "tnum", {digit: f"{digit}.tnum" for digit in DIGITS})


def add_feature(font: TTFont, tag: str, swaps: dict[str, str]) -> None:
    """Add a substitution feature for every script and language, beside those that are there."""
    rules = font["GSUB"].table
    rules.LookupList.Lookup.append(buildLookup([buildSingleSubstSubtable(swaps)]))
    record = FeatureRecord()
    record.FeatureTag, record.Feature = tag, Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = [len(rules.LookupList.Lookup) - 1]
    before = list(rules.FeatureList.FeatureRecord)
    records = sorted([*before, record], key=lambda each: each.FeatureTag)
    for language in languages(rules):
        kept = [before[index] for index in language.FeatureIndex]
        language.FeatureIndex = [index for index, each in enumerate(records) if each in [*kept, record]]
    rules.FeatureList.FeatureRecord = records


def languages(rules: GSUB) -> Iterator[LangSys]:
    for script in rules.ScriptList.ScriptRecord:
        yield script.Script.DefaultLangSys
        yield from (each.LangSys for each in script.Script.LangSysRecord)


def add_centred_copy(font: TTFont, name: str, copy: str, width: int) -> None:
    advance, bearing = font["hmtx"][name]
    shift = (width - advance) // 2
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, shift, 0, ROUND_XY_TO_GRID
    glyph = Glyph()
    glyph.numberOfContours, glyph.components = -1, [part]
    font["glyf"][copy] = glyph
    font["hmtx"][copy] = (width, bearing + shift)
    glyph.recalcBounds(font["glyf"])


def keep_characters(font: TTFont) -> None:
    options = Options(layout_features=["*"], hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
