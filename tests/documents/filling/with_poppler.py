"""Fills the text fields of a form as Evince and Okular do: with_poppler.py IN OUT VALUES.json, by the system's Python."""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402

source, target, values = sys.argv[1:]
wanted = json.loads(Path(values).read_text("utf-8"))
form = Poppler.Document.new_from_file(Path(source).resolve().as_uri(), None)
for number in range(form.get_n_pages()):
    page = form.get_page(number)
    for place in page.get_form_field_mapping():
        words = wanted.get(place.field.get_name())
        if words is not None:
            place.field.text_set_text(words)
form.save(Path(target).resolve().as_uri())
