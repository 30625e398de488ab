"""A plain page that shows all pictures side by side: one row a state, one column a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tests.gallery.pictures import Picture

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>LDCoach, every page</title>
<style>
body { font: 15px/1.5 sans-serif; margin: 24px; background: #fff; color: #1d2733; }
nav a { margin-right: 12px; }
.row { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
figure { margin: 0 0 24px; } figcaption { color: #57606a; }
img { width: 480px; border: 1px solid #d0d7de; }
</style></head><body>
<h1>LDCoach, every page</h1>
"""


def index(pictures: Sequence[Picture]) -> str:
    """Return the page's HTML; it needs no script and nothing from outside its folder."""
    return _HEAD + "\n".join(_body(pictures)) + "\n</body></html>\n"


def _body(pictures: Sequence[Picture]) -> Iterator[str]:
    pages = list(dict.fromkeys(picture.page for picture in pictures))
    links = "".join(f'<a href="#{escape(page)}">{escape(page)}</a>' for page in pages)
    yield f"<nav>{links}</nav>"
    for page in pages:
        yield f'<h2 id="{escape(page)}">{escape(page)}</h2>'
        of_page = [picture for picture in pictures if picture.page == page]
        for state in dict.fromkeys(picture.state for picture in of_page):
            yield f"<h3>{escape(state)}</h3>"
            yield '<div class="row">'
            yield from (_figure(picture) for picture in of_page if picture.state == state)
            yield "</div>"


def _figure(picture: Picture) -> str:
    file, words = escape(picture.file), escape(f"{picture.page}, {picture.state}, {picture.look}")
    image = f'<a href="{file}"><img loading="lazy" src="{file}" alt="{words}"></a>'
    return f"<figure>{image}<figcaption>{escape(picture.look)}</figcaption></figure>"
