"""Builds the bundled font from Inter's static TrueType files: subset, renamed to a family of its own.

Run once when Inter changes: `python installer/fonts.py FOLDER`, where FOLDER holds
`Inter_400Regular.ttf`, `Inter_500Medium.ttf` and so on (npm package `@expo-google-fonts/inter`).
Needs fonttools. A family name of our own keeps an installed Inter from shadowing the bundled one.

A second folder holds `NotoEmoji_400Regular.ttf` (npm package `@expo-google-fonts/noto-emoji`) and builds the emoji of
documents: each by itself, without the ligatures of families and flags, which a PDF writer cannot choose.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "LDCoach Sans"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
CUTS = {
    "Regular": "400Regular",
    "Medium": "500Medium",
    "SemiBold": "600SemiBold",
    "Bold": "700Bold",
    "Italic": "400Regular_Italic",
}
LETTERS = [
    *range(0x20, 0x250),  # Latin with extensions
    *range(0x2B0, 0x530),  # modifiers, accents, Greek, Cyrillic
    *range(0x1E00, 0x2070),  # Vietnamese, Greek extended, punctuation
    *range(0x20A0, 0x20D0),  # currencies
    *range(0x2100, 0x2200),  # letter-like signs and arrows
    *(0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CB, 0x25CF, 0x2713, 0x2715),
]
FEATURES = ["kern", "liga", "calt", "ccmp", "mark", "mkmk", "tnum", "locl"]
NAMES = {1, 3, 4, 6, 16, 21}
EMOJI = "NotoEmoji-Regular.ttf"
LAST_ASCII = 0x7F
EMOJI_SOURCE = "NotoEmoji_400Regular.ttf"


def build(source: Path, cut: str) -> Path:
    """Write one cut into the resources and return its path."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    font = TTFont(source, recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in NAMES:
            new = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY  # noqa: PLR2004  # the PostScript name
            record.string = str(record).replace("Inter", new)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    target = TARGET / f"{FAMILY.replace(' ', '')}-{cut}.ttf"
    font.save(target)
    return target


def build_emoji(source: Path) -> Path:
    """Write the emoji that stand by themselves into the resources and return their path."""
    options = subset.Options()
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "STAT"]
    font = TTFont(source, recalcTimestamp=False)
    plain = {code for code in font.getBestCmap() if code > LAST_ASCII}
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=plain)
    cutter.subset(font)
    font.save(TARGET / EMOJI)
    return TARGET / EMOJI


def _build_all() -> None:
    letters, *emoji = (Path(folder) for folder in sys.argv[1:])
    for name, file in CUTS.items():
        found = next(letters.rglob(f"Inter_{file}.ttf"))
        sys.stdout.write(f"{build(found, name).name}\n")
    for folder in emoji:
        sys.stdout.write(f"{build_emoji(next(folder.rglob(EMOJI_SOURCE))).name}\n")


if __name__ == "__main__":
    _build_all()
