"""`validation.html`: the validation report and the quarantine for people, in one file that needs no network.

Vietnamese first, English on a switch. There is no script on the page at all: the switch and the folding are HTML and
CSS, so nothing that an article prints can run, and the content policy forbids the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from rdflib.term import Node, URIRef

from kg_dangbo.graph.terms import PREFIXES
from kg_dangbo.sheet import both, document, number, total
from kg_dangbo.validate.findings import Severity
from kg_dangbo.validate.report import DEPENDED_EN, DEPENDED_VI
from kg_dangbo.validate.rows import Row, SetAside

__all__ = ["Shown", "report_page"]

MAX_ROWS = 200
"""Findings shown of each shape, and things of the quarantine; a page with many more opens slowly, and the Turtle files
have them all."""

_SECTIONS: tuple[tuple[Severity, str, str, str, str], ...] = (
    (
        Severity.VIOLATION,
        "Vi phạm",
        "Violations",
        "Dữ kiện trái ràng buộc; cổng kiểm tra giữ lại, không ghi vào đồ thị.",
        "Facts that break a shape; the gate keeps them out of the graph.",
    ),
    (
        Severity.WARNING,
        "Cảnh báo",
        "Warnings",
        "Dữ kiện vẫn được ghi vào đồ thị đúng như bài in; nên xem lại.",
        "The facts are in the graph just as the article prints them; look at them again.",
    ),
    (
        Severity.INFO,
        "Ghi nhận",
        "Notes",
        "Điều bài báo không cho biết.",
        "What the article does not say.",
    ),
)


class Shown:
    """What the page needs of the articles, gathered one by one: the counts, and the first findings of each shape."""

    def __init__(self) -> None:
        self.articles = 0
        self.count: Counter[Severity] = Counter()
        self.by_shape: Counter[tuple[Severity, str]] = Counter()
        self.aside = 0
        self.rows: list[Row] = []
        self.set_aside: list[SetAside] = []
        self.titles: dict[URIRef, str] = {}  # of the articles that are shown

    def see(self, article: URIRef, title: str, rows: Iterable[Row], set_aside: Iterable[SetAside]) -> None:
        """Take in one article that was checked; its findings are gravest first."""
        self.articles += 1
        for row in rows:
            shape = row.finding.severity, row.finding.shape_name
            self.count[row.finding.severity] += 1
            self.by_shape[shape] += 1
            if self.by_shape[shape] <= MAX_ROWS:
                self.rows.append(row)
                self.titles[article] = title
        for record in set_aside:
            if record.is_evidence:  # quotations that go with their facts stand in quarantine.ttl only
                continue
            self.aside += 1
            if self.aside <= MAX_ROWS:
                self.set_aside.append(record)
                self.titles[article] = title


def report_page(shown: Shown) -> str:
    """The page as HTML; a pure function of what it is to show."""
    titles = shown.titles
    body = [
        f"<h1>{both('Báo cáo kiểm tra đồ thị tri thức', 'Validation report of the knowledge graph')}</h1>",
        '<p class="soft">'
        + both(
            "Mỗi dữ kiện được đối chiếu với các ràng buộc SHACL trước khi ghi vào đồ thị.",
            "Each fact is held against the SHACL shapes before it enters the graph.",
        )
        + "</p>",
        '<ul class="sum">',
        total("good", shown.articles, "bài báo đã kiểm tra", "articles checked"),
        *(total(s.value, shown.count[s], vi.lower(), en.lower()) for s, vi, en, _, _ in _SECTIONS),
        total("violation", shown.aside, "mục bị cách ly", "things set aside"),
        "</ul>",
    ]
    if not shown.count[Severity.VIOLATION]:
        good = both(
            "Không có vi phạm: mọi dữ kiện đều được ghi vào đồ thị.", "No violations: every fact is in the graph."
        )
        body.append(f'<p class="banner">{good}</p>')
    for severity, *words in _SECTIONS:
        rows = [row for row in shown.rows if row.finding.severity is severity]
        if rows:
            body += _heading(severity.value, shown.count[severity], words)
            body += _cut(severity, shown)
            body += _findings(rows, titles)
    body += _quarantine(shown)
    return document("Báo cáo kiểm tra · Validation report", body)


def _cut(severity: Severity, shown: Shown) -> list[str]:
    """How often each shape was broken, where not all of it is shown."""
    shapes = sorted(((-n, name) for (s, name), n in shown.by_shape.items() if s is severity))
    if not shapes or -shapes[0][0] <= MAX_ROWS:
        return []
    vi = f"Trang này hiện {MAX_ROWS} mục đầu của mỗi ràng buộc; tất cả nằm trong validation.ttl."
    en = f"This page shows the first {MAX_ROWS} of each shape; all of them stand in validation.ttl."
    counts = "".join(f"<dt><code>{escape(name)}</code></dt><dd>{number(-n)}</dd>" for n, name in shapes)
    return [f'<div class="banner {severity.value}">{both(vi, en)}<dl>{counts}</dl></div>']


def _heading(tone: str, many: int, words: Sequence[str]) -> list[str]:
    vi, en, about_vi, about_en = words
    return [
        f'<h2 class="{tone}">{both(vi, en)} <span class="n">{number(many)}</span></h2>',
        f'<p class="soft">{both(about_vi, about_en)}</p>',
    ]


def _articles(
    items: Iterable[Row] | Iterable[SetAside], titles: Mapping[URIRef, str]
) -> list[tuple[str, list[object]]]:
    """Items by article, each with the article's summary line, in the order of the titles."""

    def place(item: object) -> tuple[str, str]:
        article = getattr(item, "article", None)
        return ("", "") if article is None else (titles.get(article, ""), str(article))

    grouped = []
    for (title, iri), members in groupby(sorted(items, key=place), key=place):
        listed: list[object] = list(members)
        name = escape(title) if title else both("Không rõ bài", "No article") if not iri else escape(iri)
        grouped.append((f'{name} <span class="soft">· {len(listed)}</span>', listed))
    return grouped


def _findings(rows: list[Row], titles: Mapping[URIRef, str]) -> list[str]:
    out = []
    for summary, members in _articles(rows, titles):
        out.append(f'<details class="article" open><summary>{summary}</summary>')
        out += [_finding(row) for row in members if isinstance(row, Row)]
        out.append("</details>")
    return out


def _finding(row: Row) -> str:
    finding = row.finding
    tag = f'<span class="tag">{both("đã cách ly", "set aside")}</span>' if row.quarantined else ""
    facts = []
    if finding.value is not None and str(finding.value) != str(finding.focus):
        facts.append((both("Giá trị", "Value"), f"<code>{escape(_short(finding.value))}</code>"))
    if finding.path is not None:
        facts.append((both("Thuộc tính", "Property"), f"<code>{escape(_short(finding.path))}</code>"))
    facts.append((both("Ràng buộc", "Shape"), f"<code>{escape(finding.shape_name)}</code>"))
    facts.append((both("Nút", "Node"), f"<code>{escape(_short(finding.focus))}</code>"))
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    quote = f"<blockquote>{escape(row.quotation)}</blockquote>" if row.quotation else ""
    # a node without a name is called by the end of its IRI, which stands below anyway
    what = f'<div class="what">{escape(row.label)}</div>' if row.label != _short(finding.focus) else ""
    return (
        f'<div class="row {finding.severity.value}"><div class="message">'
        f"{both(finding.message_vi, finding.message_en)}{tag}</div>{what}"
        f"{quote}<dl>{listed}</dl></div>"
    )


def _quarantine(shown: Shown) -> list[str]:
    if not shown.aside:
        return []
    words = (
        "Khu cách ly",
        "Quarantine",
        "Những gì không được ghi vào đồ thị và lý do; đầy đủ trong quarantine.ttl.",
        "What stays out of the graph, and why; in full in quarantine.ttl.",
    )
    out = _heading("violation", shown.aside, words)
    if shown.aside > len(shown.set_aside):
        vi = f"Trang này hiện {MAX_ROWS} mục đầu; tất cả nằm trong quarantine.ttl."
        en = f"This page shows the first {MAX_ROWS}; all of them stand in quarantine.ttl."
        out.append(f'<p class="banner violation">{both(vi, en)}</p>')
    for summary, members in _articles(shown.set_aside, shown.titles):
        out.append(f'<details class="article" open><summary>{summary}</summary>')
        out += [_record(record) for record in members if isinstance(record, SetAside)]
        out.append("</details>")
    return out


def _record(record: SetAside) -> str:
    what = both("cả nút", "the whole node") if record.whole else both("chỉ giá trị sai", "the wrong value only")
    reasons = [both(f.message_vi, f.message_en) for f in record.findings]
    if not record.findings:
        reasons.append(both(DEPENDED_VI, DEPENDED_EN))
    reasons += [f"<code>{escape(_short(node))}</code>" for node in record.depended_on]
    quote = f"<blockquote>{escape(record.quotation)}</blockquote>" if record.quotation else ""
    lines = "\n".join(" ".join(_short(term) for term in triple) for triple in record.triples)
    count = len(record.triples)
    return (
        f'<div class="row violation"><div class="message">{escape(record.label)} '
        f'<span class="soft">({what})</span></div>'
        + "".join(f'<div class="what">{reason}</div>' for reason in reasons)
        + quote
        + f'<details class="more"><summary>{both(f"{count} bộ ba", f"{count} triples")}</summary>'
        f"<pre>{escape(lines)}</pre></details></div>"
    )


def _short(term: Node) -> str:
    """A term for reading: a prefixed or local name for an IRI, a literal as it is."""
    text = str(term)
    if not isinstance(term, URIRef):
        return text
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text[len(namespace) :]}"
    return text.rsplit("/", 1)[-1]
