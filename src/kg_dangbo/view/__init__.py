"""The interactive page of a build: one HTML file, offline, with every fact's quotation behind it."""

from kg_dangbo.view.page import DRAWN_AT_MOST, render_page, write_page

__all__ = ["DRAWN_AT_MOST", "render_page", "write_page"]
