"""Literals: Vietnamese strings, decimals and dates of any precision."""

from __future__ import annotations

import re
from decimal import Decimal

from rdflib import Literal, URIRef

from kg_dangbo.graph.terms import XSD

__all__ = ["date_literal", "decimal_literal", "vi"]

_DATES: tuple[tuple[re.Pattern[str], URIRef], ...] = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
)


def vi(text: str) -> Literal:
    """`text` as a Vietnamese string, runs of white space (also non-breaking) folded to one space."""
    return Literal(" ".join(text.split()), lang="vi")


def date_literal(value: str) -> Literal:
    """An ISO day, month or year as ``xsd:date``, ``xsd:gYearMonth`` or ``xsd:gYear``; other text stays a string.

    >>> date_literal("2022-04").datatype
    rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#gYearMonth')
    """
    for pattern, datatype in _DATES:
        if pattern.fullmatch(value):
            # normalize=False: rdflib would rewrite a month as a day; what is ill-formed is for the gate to find
            return Literal(value, datatype=datatype, normalize=False)
    return Literal(value)


def decimal_literal(value: str | float | Decimal) -> Literal:
    """`value` as ``xsd:decimal`` without exponent and without padding zeros behind the point.

    Raises:
        decimal.InvalidOperation: `value` is not a number.
    """
    text = format(Decimal(str(value)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD.decimal, normalize=False)
