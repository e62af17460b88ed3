"""The report on a corpus: how much there is, of what, from where, and what a careful reader should look at again."""

from __future__ import annotations

from pathlib import Path

from kg_dangbo.export.files import replacing
from kg_dangbo.report.checks import Checked, check
from kg_dangbo.report.figures import Figures, figures_of
from kg_dangbo.report.page import page

__all__ = ["Checked", "Figures", "check", "figures_of", "write_report"]


def write_report(source: Path, target: Path) -> Path:
    """Write the report on a build as one page that needs no network; the same build gives the same bytes.

    Args:
        source: the folder of a build, or an RDF file with named graphs (then nothing is known of the gate).
        target: the page to write.

    Raises:
        FileNotFoundError, ValueError: there is no build, or it does not parse.
        OSError: the page cannot be written.
    """
    text = page(figures_of(source))
    with replacing(target) as part:
        part.write_text(text, encoding="utf-8")
    return target
