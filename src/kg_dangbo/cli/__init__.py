"""The command line: thin verbs over the library. They parse, call, print.

Data goes to stdout, everything else to stderr. Exit codes: 0 fine, 1 the data do not conform, 2 wrong usage or an input
that cannot be read, 70 a fault of the program.
"""

from kg_dangbo.cli import asking, building, corpus, extracting, showing
from kg_dangbo.cli.app import cli, main
from kg_dangbo.cli.options import DEFAULT_BASE, ENGINES, FORMATS

__all__ = ["DEFAULT_BASE", "ENGINES", "FORMATS", "asking", "building", "cli", "corpus", "extracting", "main", "showing"]
