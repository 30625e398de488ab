"""Frameworks of skills in the columns of the published files, of any size."""

from __future__ import annotations

import csv
import io

ESCO_COLUMNS = [
    "conceptType",
    "conceptUri",
    "skillType",
    "reuseLevel",
    "preferredLabel",
    "altLabels",
    "hiddenLabels",
    "status",
    "modifiedDate",
    "scopeNote",
    "definition",
    "inScheme",
    "description",
]
ONET_COLUMNS = ["O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Scale Name", "Data Value", "N"]
VERBS = ("négocier", "manage", "write", "read", "repair", "inspect", "teach", "plan")
THINGS = ("prices", "work-related reports", "pumps", "wood", "règles de sécurité", "shifts", "maps", "grants")


def esco(rows: int, description: int = 600) -> bytes:
    """Return an ESCO table with alternative labels on several lines and long descriptions."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(ESCO_COLUMNS)
    for at in range(rows):
        name = f"{VERBS[at % 8]} {THINGS[at // 8 % 8]} {at}"
        also = f'{name} well\n{name}, "as a rule"\nothers'
        uri = f"http://data.europa.eu/esco/skill/{at:032x}"
        said = f"{name} with care. " * (description // (len(name) + 12) + 1)
        table.writerow(
            [
                "KnowledgeSkillCompetence",
                uri,
                "skill/competence",
                "cross-sector",
                name,
                also,
                "",
                "released",
                "2023-11-30T12:00:00Z",
                "",
                "",
                "http://data.europa.eu/esco/concept-scheme/skills",
                said,
            ]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def onet(occupations: int, elements: int = 35) -> bytes:
    """Return an O*NET table, in which each element comes once for each occupation and scale."""
    lines = ["\t".join(ONET_COLUMNS)]
    for occupation in range(occupations):
        for element in range(elements):
            code = f"{11 + occupation // 1000}-{occupation:04d}.00"
            name = f'Element "{element}" at work'
            lines += [
                f"{code}\tSome Title\t2.A.1.{element}\t{name}\t{scale}\tScale\t3.{occupation % 10}\t8"
                for scale in ("IM", "LV")
            ]
    return "\n".join(lines).encode()
