"""`report.html`: the figures of a corpus for people, in one file that needs no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from kg_dangbo.report.checks import Checked, Conflict, Statement
from kg_dangbo.report.figures import Figures, Named
from kg_dangbo.report.gate import GateFigures
from kg_dangbo.sheet import both, document, number, total

__all__ = ["page"]

MAX_ROWS: Final = 200
"""Rows of a table; what is cut is said, and the tables of `kg-dangbo export` have everything."""

MAX_STATEMENTS: Final = 12
"""Sentences shown of one conflict."""

_STYLE = """
.cols { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr)); gap: 1rem 1.5rem;
  align-items: start; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem;
  min-width: 0; }
.card h3 { font-size: 1rem; margin: 0 0 .5rem; }
nav { display: flex; flex-wrap: wrap; gap: .3rem .9rem; margin: 1rem 0 0; font-size: .9rem; }
nav a, .more summary { color: var(--info); }
.bars { display: grid; grid-template-columns: minmax(3.5rem, max-content) 1fr max-content; gap: .3rem .7rem; margin: 0;
  padding: 0; list-style: none; font-size: .9rem; align-items: center; }
.bars.wide { grid-template-columns: minmax(6rem, 15rem) 1fr max-content; }
.bars li { display: contents; }
.bars .name { overflow-wrap: anywhere; line-height: 1.3; }
.bars .track { background: var(--quote); border-radius: .25rem; height: .8rem; overflow: hidden; }
.bars .fill { display: block; background: var(--tone, var(--info)); height: 100%; min-width: 2px; }
.bars .value { font-variant-numeric: tabular-nums; text-align: right; }
.gap { height: 1rem; }
.many { columns: 16rem; margin: 0; padding: 0; list-style: none; font-size: .9rem; }
.many li { break-inside: avoid; padding: .1rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top;
  overflow-wrap: break-word; }
td:not(.num, :has(.dot)) { min-width: 7rem; }
th { color: var(--soft); font-weight: 600; } tr:last-child td { border-bottom: 0; }
td.num { white-space: nowrap; } .num { text-align: right; font-variant-numeric: tabular-nums; }
ul.names li { overflow-wrap: anywhere; }
.dot { display: inline-block; width: .65rem; height: .65rem; border-radius: 50%; background: var(--tone, var(--soft)); }
ul.names { margin: .3rem 0 0; padding-left: 1.1rem; }
details.article .scroll, details.article p { padding: 0 1rem .6rem; } td a { color: var(--info); }
.dot.violation { --tone: var(--violation); }
"""

_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "person": ("Người", "Persons"),
    "organization": ("Tổ chức, cơ quan", "Bodies"),
    "document": ("Văn bản", "Documents"),
    "model": ("Mô hình", "Models"),
    "event": ("Sự kiện", "Events"),
    "post": ("Việc giữ chức vụ", "Posts held"),
    "participation": ("Việc tham gia sự kiện", "Participations"),
    "award": ("Lượt khen thưởng", "Awards"),
    "statistic": ("Số liệu", "Statistics"),
    "part_of": ("Quan hệ trực thuộc", "Nestings of bodies"),
    "document_link": ("Quan hệ văn bản", "Relations of documents"),
}
_GAPS: Final[Mapping[str, tuple[str, str]]] = {
    "person-scope": (
        "Người chưa rõ tỉnh, chỉ phân biệt theo bài",
        "Persons of no known province, kept apart by article",
    ),
    "organization-place": ("Tổ chức chưa gắn với đơn vị hành chính", "Bodies not tied to an administrative unit"),
    "document-number": ("Văn bản chưa rõ số", "Documents without a number"),
    "document-issuer": ("Văn bản chưa rõ cơ quan ban hành", "Documents without an issuer"),
    "post-inferred": ("Chức vụ mà tổ chức được suy ra", "Posts whose body was inferred"),
}
_GAP: Final = '<div class="gap"></div>'
_ERAS: Final = (
    "2024, 2025: đơn vị trước và sau sắp xếp ngày 1/7/2025.",
    "2024, 2025: the unit before and after the reform of 1 July 2025.",
)
_UNKNOWN: Final = ("chưa rõ", "not known")


def page(figures: Figures) -> str:
    """The page as HTML; a pure function of the figures."""
    sections = (
        ("co-cau", "Cơ cấu dữ kiện", "Kinds of fact", _kinds(figures)),
        ("do-phu", "Độ phủ", "Coverage", _coverage(figures)),
        ("noi-bat", "Được nêu nhiều nhất", "Most named", _top(figures.top)),
        ("chung-cu", "Mật độ chứng cứ", "Evidence", _evidence(figures)),
        ("mau-thuan", "Mâu thuẫn", "Conflicts", _conflicts(figures.checks)),
        ("chua-ro", "Chưa xác định", "Unresolved", _unresolved(figures)),
        ("cong", "Cổng kiểm tra và cách ly", "Gate and quarantine", _gate(figures.gate)),
    )
    facts = max(1, figures.facts)
    body = [
        f"<h1>{both('Báo cáo về kho bài báo', 'Report on the corpus')}</h1>",
        '<p class="soft">'
        + both(
            "Có bao nhiêu, từ đâu, chắc đến mức nào, và điều gì nên xem lại.",
            "How much there is, from where, how firm it is, and what to look at again.",
        )
        + "</p>",
        '<ul class="sum">',
        total("good", figures.articles, "bài báo", "articles"),
        total("info", figures.copies, "bài đăng lại", "copies"),
        total("good", figures.facts, "dữ kiện và thực thể", "facts and things"),
        total("good", figures.quotations, "trích dẫn", "quotations"),
        total("warning", sum(done.count for done in figures.checks), "mâu thuẫn", "conflicts"),
        total("violation", figures.gate.set_aside if figures.gate else 0, "mục bị cách ly", "things set aside"),
        "</ul>",
        '<p class="soft">'
        + both(
            f"Trung bình {_decimal(figures.quotations / facts, ',')} trích dẫn cho một dữ kiện; "
            f"{figures.silent} bài không cho dữ kiện nào; {figures.same_pages} trang được gặp lại ở địa chỉ khác.",
            f"{_decimal(figures.quotations / facts, '.')} quotations to a fact on average; {figures.silent} articles "
            f"gave no fact; {figures.same_pages} pages were met again at another address.",
        )
        + "</p>",
        "<nav>" + "".join(f'<a href="#{id}">{both(vi, en)}</a>' for id, vi, en, _ in sections) + "</nav>",
    ]
    for id, vi, en, content in sections:
        body += [f'<section id="{id}">', f"<h2>{both(vi, en)}</h2>", *content, "</section>"]
    return document("Báo cáo về kho bài báo · Report on the corpus", body, _STYLE)


def _decimal(value: float, point: str) -> str:
    return f"{value:.2f}".replace(".", point)


def _percent(part: int, whole: int) -> str:
    share = 100 * part / max(1, whole)
    text = f"{share:.0f}" if share >= 10 or share == 0 else f"{share:.1f}"
    return both(f"{text.replace('.', ',')} %", f"{text}%")


def _cut(rows: Sequence[object], shown: int) -> list[str]:
    if len(rows) <= shown:
        return []
    vi = f"Hiện {shown} trong {len(rows)} dòng; đầy đủ trong bảng của kg-dangbo export."
    en = f"{shown} of {len(rows)} rows; the tables of kg-dangbo export have all."
    return [f'<p class="soft">{both(vi, en)}</p>']


def _bars(rows: Iterable[tuple[str, int]], wide: bool = False) -> str:
    """Rows of a name (HTML) and a number, each with a bar that is as long as its share of the largest."""
    listed = list(rows)
    most = max((value for _, value in listed), default=1) or 1
    items = "".join(
        f'<li><span class="name">{name}</span>'
        f'<span class="track"><span class="fill" style="width:{100 * value / most:.1f}%"></span></span>'
        f'<span class="value">{number(value)}</span></li>'
        for name, value in listed
    )
    return f'<ul class="bars{" wide" if wide else ""}">{items}</ul>'


def _card(vi: str, en: str, content: Iterable[str]) -> str:
    return f'<div class="card"><h3>{both(vi, en)}</h3>' + "".join(content) + "</div>"


def _table(head: Sequence[tuple[str, str, bool]], rows: Iterable[Sequence[str]]) -> str:
    """A table of HTML cells; the heads say in both languages what a column is, and whether it holds numbers."""
    heads = "".join(f'<th scope="col"{_num(right)}>{both(vi, en)}</th>' for vi, en, right in head)
    lines = "".join(
        "<tr>" + "".join(f"<td{_num(h[2])}>{cell}</td>" for h, cell in zip(head, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'


def _num(right: bool) -> str:
    return ' class="num"' if right else ""


def _empty(vi: str, en: str) -> list[str]:
    return [f'<p class="banner good">{both(vi, en)}</p>']


def _kinds(figures: Figures) -> list[str]:
    head = (
        ("Loại", "Kind", False),
        ("Số lượng", "Number", True),
        ("Trích dẫn", "Quotations", True),
        ("Trích dẫn/mục", "Per item", True),
        ("Từ hai nguồn độc lập", "Two independent sources", True),
    )
    rows = [
        (
            both(*_KINDS[k.kind]),
            number(k.nodes),
            number(k.quotations),
            both(_decimal(k.quotations / k.nodes, ","), _decimal(k.quotations / k.nodes, ".")),
            f"{number(k.confirmed)} ({_percent(k.confirmed, k.nodes)})"
            if k.kind in figures.top
            else '<span class="soft">–</span>',
        )
        for k in figures.kinds
    ]
    note = both(
        "Sự kiện, chức vụ và các dữ kiện khác được tính theo từng bài; người, tổ chức, văn bản, mô hình là một mục "
        "trong mọi bài.",
        "Events, posts and other facts are counted article by article; persons, bodies, documents and models are one "
        "item in all articles.",
    )
    return [f'<div class="card">{_table(head, rows)}</div>', f'<p class="soft">{note}</p>']


def _coverage(figures: Figures) -> list[str]:
    def known(name: str) -> str:
        return escape(name) if name else f'<span class="soft">{both(*_UNKNOWN)}</span>'

    publishers = figures.publishers[:20]
    rows = [(known(name), count) for name, count in publishers]
    others, rest = len(figures.publishers) - len(publishers), sum(count for _, count in figures.publishers[20:])
    more = both(f"và {others} báo khác với {rest} bài", f"and {others} others with {rest} articles")
    provinces = [
        f"<li>{known(name)} <b>{number(articles)}</b> "
        f'<span class="soft">{both(f"· {bodies} tổ chức", f"· {bodies} bodies")}</span></li>'
        for name, articles, bodies in figures.provinces
    ]
    years = [(known(year), count) for year, count in figures.years]
    return [
        '<div class="cols">',
        _card("Bài theo năm đăng", "Articles by year", [_bars(years)]),
        _card(
            "Bài theo báo",
            "Articles by publisher",
            [_bars(rows, wide=True), f'<p class="soft">{more}</p>' if others else ""],
        ),
        "</div>",
        _GAP,
        _card(
            "Bài theo tỉnh, thành phố của tổ chức được nêu",
            "Articles by province of the bodies that they name",
            [
                f'<ul class="many">{"".join(provinces[:MAX_ROWS])}</ul>',
                *_cut(provinces, MAX_ROWS),
                f'<p class="soft">{both(*_ERAS)}</p>',
            ]
            if provinces
            else [f'<p class="soft">{both(*_UNKNOWN)}</p>'],
        ),
    ]


def _top(top: Mapping[str, tuple[Named, ...]]) -> list[str]:
    cards = [
        _card(
            *_KINDS[kind],
            [_bars(((escape(n.name or "?"), n.originals) for n in names), wide=True)],
        )
        for kind, names in top.items()
        if names
    ]
    note = both("Số bài nêu tên, không tính bài đăng lại.", "Articles that name them, copies left out.")
    return [f'<p class="soft">{note}</p>', '<div class="cols">', *cards, "</div>"]


def _evidence(figures: Figures) -> list[str]:
    return [
        '<div class="cols">',
        _card(
            "Độ tin cậy của trích dẫn",
            "Confidence of the quotations",
            [_bars((escape(band), count) for band, count in figures.confidence)],
        ),
        _card(
            "Quy tắc trích xuất hay dùng nhất",
            "Rules that found most",
            [_bars(((f"<code>{escape(rule)}</code>", count) for rule, count in figures.rules), wide=True)],
        ),
        "</div>",
    ]


def _conflicts(checks: Sequence[Checked]) -> list[str]:
    found = [done for done in checks if done.count]
    if not found:
        return _empty("Không thấy mâu thuẫn nào.", "No conflicts were found.")
    head = (("Ở đâu", "Where", False), ("Các bài nêu", "The articles say", False))
    note = both(
        "Không sửa gì: các bài vẫn được ghi như đã in. Có thể bài in sai, hai người trùng tên, hoặc máy đọc sai.",
        "Nothing is corrected: the graph says what the articles print. One may be misprinted, two may share a name, or "
        "this program misread.",
    )
    out = [f'<p class="soft">{note}</p>']
    for done in found:
        title = both(done.check.title_vi, done.check.title_en)
        out.append(
            f'<details class="article" open><summary><span class="dot {escape(done.severity)}"></span> {title} '
            f'<span class="soft">· {number(done.count)} · <code>{escape(done.check.name)}</code></span></summary>'
        )
        out.append(_table(head, [(escape(c.where or c.focus), _statements(c)) for c in done.conflicts]))
        if done.count > len(done.conflicts):
            shown = len(done.conflicts)
            vi = f"Hiện {shown} trong {done.count}; tất cả: kg-dangbo check {done.check.name} --most {done.count}."
            en = f"{shown} of {done.count}; all of them: kg-dangbo check {done.check.name} --most {done.count}."
            out.append(f'<p class="soft">{both(vi, en)}</p>')
        out.append("</details>")
    return out


def _statements(conflict: Conflict) -> str:
    """What is said, each with its sentence and where that stands; a sentence of each thing before a second of one."""
    seen: Counter[str] = Counter()
    ranked = []
    for statement in conflict.statements:
        seen[statement.said] += 1
        ranked.append((seen[statement.said], statement))
    shown = sorted(sorted(ranked, key=lambda pair: pair[0])[:MAX_STATEMENTS], key=lambda pair: pair[1].said)
    lines = [
        f"<li>{escape(s.said)}"
        + (f"<blockquote>{escape(s.quotation)}</blockquote>" if s.quotation else "")
        + f'<span class="soft">{_source(s)}</span></li>'
        for _, s in shown
    ]
    if rest := len(conflict.statements) - len(shown):
        lines.append(f'<li class="soft">{both(f"và {rest} câu khác", f"and {rest} more")}</li>')
    return '<ul class="names">' + "".join(lines) + "</ul>"


def _source(statement: Statement) -> str:
    """The article of a sentence, with a link to the very words where its address is one of the web."""
    name = " · ".join(escape(part) for part in (statement.headline or statement.article, statement.day) if part)
    if not statement.url.startswith(("https://", "http://")):
        return name
    words = statement.quotation.split()
    ends = (words[:4], words[-4:]) if len(words) > 8 else (words,)
    place = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends if part)
    address = escape(statement.url.partition("#")[0] + (f"#:~:text={place}" if place else ""))
    return f'<a rel="noopener noreferrer" href="{address}">{name}</a>'


def _unresolved(figures: Figures) -> list[str]:
    if not figures.unresolved and not figures.namesakes:
        return _empty("Không còn gì chưa xác định.", "Nothing is unresolved.")
    head = (("Còn thiếu", "Missing", False), ("Số lượng", "Number", True), ("Ví dụ", "For example", False))
    rows = [
        (both(*_GAPS[gap]), number(count), escape("; ".join(names)) or '<span class="soft">–</span>')
        for gap, count, names in figures.unresolved
    ]
    out = [f'<div class="card">{_table(head, rows)}</div>'] if rows else []
    if figures.namesakes:
        out.append(
            _GAP
            + _card(
                "Một tên, nhiều người",
                "One name, several persons",
                [_bars(((escape(name), count) for name, count in figures.namesakes), wide=True)],
            )
        )
    return out


def _gate(gate: GateFigures | None) -> list[str]:
    if gate is None:
        text = both(
            "Không có báo cáo của cổng kiểm tra bên cạnh dữ liệu này.",
            "There is no report of the gate beside these data.",
        )
        return [f'<p class="banner warning">{text}</p>']
    if not gate.findings:
        return _empty("Mọi dữ kiện đều qua cổng kiểm tra.", "Every fact passed the gate.")
    head = (
        ("", "", False),
        ("Ràng buộc", "Shape", False),
        ("Số lần", "Times", True),
        ("Ví dụ", "For example", False),
    )
    rows = [
        (
            f'<span class="dot {escape(f.severity)}" title="{escape(f.severity)}"></span>',
            f"<code>{escape(f.shape)}</code>",
            number(f.count),
            both(f.vi, f.en),
        )
        for f in gate.findings
    ]
    note = both("Chi tiết: validation.html, quarantine.ttl.", "In detail: validation.html, quarantine.ttl.")
    return [
        f'<div class="card">{_table(head, rows[:MAX_ROWS])}</div>',
        *_cut(rows, MAX_ROWS),
        f'<p class="soft">{note}</p>',
    ]
