"""Guides, rules and header names: load and check."""

from __future__ import annotations

from ldcoach.library.file_library import FileLibrary

__all__ = ["FileLibrary"]
