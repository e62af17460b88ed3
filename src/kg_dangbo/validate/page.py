"""`validation.html`: the validation report and the quarantine for people, in one file that needs no network.

Vietnamese first, English on a switch. There is no script on the page at all: the switch and the folding are HTML and
CSS, so nothing that an article prints can run, and the content policy forbids the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from rdflib.term import Node, URIRef

from kg_dangbo.graph.terms import PREFIXES
from kg_dangbo.validate.findings import Severity
from kg_dangbo.validate.report import DEPENDED_EN, DEPENDED_VI
from kg_dangbo.validate.rows import Row, SetAside

__all__ = ["report_page"]

MAX_ROWS = 2000
"""Findings shown of each severity; a page with many more opens slowly, and `validation.ttl` has them all."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5a6577; --line: #dfe4ec; --page: #f5f7fa; --card: #fff;
  --violation: #b3261e; --warning: #a65f00; --info: #1f5fa8; --good: #1d7446; --quote: #f1f4f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf1; --soft: #9aa6b8; --line: #333d4d; --page: #151a22;
  --card: #1e2530; --violation: #ff8a80; --warning: #ffb74d; --info: #82b6f2; --good: #7bd3a0; --quote: #262f3c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
.page { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
.lang { position: absolute; opacity: 0; }
.switch { float: right; display: flex; border: 1px solid var(--line); border-radius: 999px; overflow: hidden;
  background: var(--card); font-size: .875rem; }
.switch label { padding: .25rem .9rem; cursor: pointer; color: var(--soft); }
#vi:checked ~ .page label[for=vi], #en:checked ~ .page label[for=en] { background: var(--ink); color: var(--card); }
#vi:focus-visible ~ .page label[for=vi], #en:focus-visible ~ .page label[for=en] { outline: 3px solid var(--info); }
#vi:checked ~ .page .en, #en:checked ~ .page .vi { display: none; }
h1 { font-size: 1.65rem; line-height: 1.25; margin: 0 0 .35rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; display: flex; align-items: baseline; gap: .6rem; }
h2 .n { font-size: .875rem; font-weight: 600; padding: 0 .55rem; border-radius: 999px; color: var(--card);
  background: var(--tone, var(--soft)); }
p { margin: .35rem 0; } .soft { color: var(--soft); }
.sum { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1.25rem 0 0;
  padding: 0; list-style: none; }
.sum li { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--tone, var(--soft));
  border-radius: .5rem; padding: .6rem .9rem; }
.sum b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.violation { --tone: var(--violation); } .warning { --tone: var(--warning); } .info { --tone: var(--info); }
.good { --tone: var(--good); }
.banner { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  border-left: 5px solid var(--tone, var(--good)); padding: .8rem 1rem; margin-top: 1.25rem; }
details.article { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin: 0 0 .8rem;
  overflow: hidden; }
details.article > summary { padding: .65rem 1rem; cursor: pointer; font-weight: 600; }
details.article > summary .soft { font-weight: 400; }
.row { border-top: 1px solid var(--line); border-left: 5px solid var(--tone, var(--soft)); padding: .75rem 1rem; }
.row .message { font-weight: 600; }
.row .what { margin-top: .15rem; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0 .35rem; padding: .45rem .8rem; background: var(--quote); border-radius: .35rem;
  overflow-wrap: anywhere; white-space: pre-line; }
blockquote::before { content: "“"; } blockquote::after { content: "”"; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .35rem 0 0; font-size: .875rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font: .8125rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
pre { margin: .4rem 0 0; padding: .6rem .8rem; background: var(--quote); border-radius: .35rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.tag { display: inline-block; font-size: .75rem; font-weight: 600; padding: .05rem .5rem; border-radius: 999px;
  border: 1px solid var(--violation); color: var(--violation); white-space: nowrap; margin-left: .35rem; }
.more { font-size: .875rem; } .more summary { cursor: pointer; color: var(--soft); }
@media print { .switch { display: none; } details.article { break-inside: avoid; } }
"""

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


def report_page(rows: Sequence[Row], set_aside: Sequence[SetAside], titles: Mapping[URIRef, str]) -> str:
    """The page as HTML; a pure function of its arguments.

    Args:
        rows: findings, gravest first within an article.
        set_aside: what the gate kept out.
        titles: every article that was checked -> its headline (or id).
    """
    # quotations that go with their facts stand in quarantine.ttl only
    set_aside = [record for record in set_aside if not record.is_evidence]
    count = {severity: sum(row.finding.severity is severity for row in rows) for severity in Severity}
    body = [
        '<div class="switch"><label for="vi">Tiếng Việt</label><label for="en">English</label></div>',
        f"<h1>{_both('Báo cáo kiểm tra đồ thị tri thức', 'Validation report of the knowledge graph')}</h1>",
        '<p class="soft">'
        + _both(
            "Mỗi dữ kiện được đối chiếu với các ràng buộc SHACL trước khi ghi vào đồ thị.",
            "Each fact is held against the SHACL shapes before it enters the graph.",
        )
        + "</p>",
        '<ul class="sum">',
        _total("good", len(titles), "bài báo đã kiểm tra", "articles checked"),
        *(_total(s.value, count[s], vi.lower(), en.lower()) for s, vi, en, _, _ in _SECTIONS),
        _total("violation", len(set_aside), "mục bị cách ly", "things set aside"),
        "</ul>",
    ]
    if not count[Severity.VIOLATION]:
        good = _both(
            "Không có vi phạm: mọi dữ kiện đều được ghi vào đồ thị.", "No violations: every fact is in the graph."
        )
        body.append(f'<p class="banner">{good}</p>')
    for severity, *words in _SECTIONS:
        body += _findings(severity, words, [row for row in rows if row.finding.severity is severity], titles)
    body += _quarantine(set_aside, titles)
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Báo cáo kiểm tra · Validation report</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        '<input class="lang" type="radio" name="lang" id="vi" checked aria-label="Tiếng Việt">\n'
        '<input class="lang" type="radio" name="lang" id="en" aria-label="English">\n'
        '<main class="page">\n' + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def _both(vi: str, en: str) -> str:
    return f'<span class="vi" lang="vi">{escape(vi)}</span><span class="en" lang="en">{escape(en)}</span>'


def _total(tone: str, number: int, vi: str, en: str) -> str:
    figure = _both(f"{number:,}".replace(",", "."), f"{number:,}")
    return f'<li class="{tone if number else "none"}"><b>{figure}</b>{_both(vi, en)}</li>'


def _heading(tone: str, number: int, words: Sequence[str]) -> list[str]:
    vi, en, about_vi, about_en = words
    return [
        f'<h2 class="{tone}">{_both(vi, en)} <span class="n">{number}</span></h2>',
        f'<p class="soft">{_both(about_vi, about_en)}</p>',
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
        name = escape(title) if title else _both("Không rõ bài", "No article") if not iri else escape(iri)
        grouped.append((f'{name} <span class="soft">· {len(listed)}</span>', listed))
    return grouped


def _findings(severity: Severity, words: Sequence[str], rows: list[Row], titles: Mapping[URIRef, str]) -> list[str]:
    if not rows:
        return []
    out = _heading(severity.value, len(rows), words)
    if len(rows) > MAX_ROWS:
        vi = f"Trang này hiện {MAX_ROWS} mục đầu; tất cả {len(rows)} mục nằm trong validation.ttl."
        en = f"This page shows the first {MAX_ROWS}; all {len(rows)} stand in validation.ttl."
        out.append(f'<p class="banner {severity.value}">{_both(vi, en)}</p>')
    for summary, members in _articles(rows[:MAX_ROWS], titles):
        out.append(f'<details class="article" open><summary>{summary}</summary>')
        out += [_finding(row) for row in members if isinstance(row, Row)]
        out.append("</details>")
    return out


def _finding(row: Row) -> str:
    finding = row.finding
    tag = f'<span class="tag">{_both("đã cách ly", "set aside")}</span>' if row.quarantined else ""
    facts = []
    if finding.value is not None and str(finding.value) != str(finding.focus):
        facts.append((_both("Giá trị", "Value"), f"<code>{escape(_short(finding.value))}</code>"))
    if finding.path is not None:
        facts.append((_both("Thuộc tính", "Property"), f"<code>{escape(_short(finding.path))}</code>"))
    facts.append((_both("Ràng buộc", "Shape"), f"<code>{escape(finding.shape_name)}</code>"))
    facts.append((_both("Nút", "Node"), f"<code>{escape(_short(finding.focus))}</code>"))
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    quote = f"<blockquote>{escape(row.quotation)}</blockquote>" if row.quotation else ""
    # a node without a name is called by the end of its IRI, which stands below anyway
    what = f'<div class="what">{escape(row.label)}</div>' if row.label != _short(finding.focus) else ""
    return (
        f'<div class="row {finding.severity.value}"><div class="message">'
        f"{_both(finding.message_vi, finding.message_en)}{tag}</div>{what}"
        f"{quote}<dl>{listed}</dl></div>"
    )


def _quarantine(set_aside: Sequence[SetAside], titles: Mapping[URIRef, str]) -> list[str]:
    if not set_aside:
        return []
    words = (
        "Khu cách ly",
        "Quarantine",
        "Những gì không được ghi vào đồ thị và lý do; đầy đủ trong quarantine.ttl.",
        "What stays out of the graph, and why; in full in quarantine.ttl.",
    )
    out = _heading("violation", len(set_aside), words)
    for summary, members in _articles(set_aside[:MAX_ROWS], titles):
        out.append(f'<details class="article" open><summary>{summary}</summary>')
        out += [_record(record) for record in members if isinstance(record, SetAside)]
        out.append("</details>")
    return out


def _record(record: SetAside) -> str:
    what = _both("cả nút", "the whole node") if record.whole else _both("chỉ giá trị sai", "the wrong value only")
    reasons = [_both(f.message_vi, f.message_en) for f in record.findings]
    if not record.findings:
        reasons.append(_both(DEPENDED_VI, DEPENDED_EN))
    reasons += [f"<code>{escape(_short(node))}</code>" for node in record.depended_on]
    quote = f"<blockquote>{escape(record.quotation)}</blockquote>" if record.quotation else ""
    lines = "\n".join(" ".join(_short(term) for term in triple) for triple in record.triples)
    count = len(record.triples)
    return (
        f'<div class="row violation"><div class="message">{escape(record.label)} '
        f'<span class="soft">({what})</span></div>'
        + "".join(f'<div class="what">{reason}</div>' for reason in reasons)
        + quote
        + f'<details class="more"><summary>{_both(f"{count} bộ ba", f"{count} triples")}</summary>'
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
