"""The manner of our pages without a script: Vietnamese first, English on a switch, light and dark, no network.

The switch and the folding are HTML and CSS, so nothing that an article prints can run, and the content policy forbids
the rest. Whoever writes a page escapes what is foreign: `both` and `total` escape their texts, `document` takes HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

__all__ = ["both", "document", "number", "total"]

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


def document(title: str, body: Iterable[str], style: str = "") -> str:
    """The whole page around `body` (lines of HTML); `title` is escaped, `style` is more CSS."""
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n"
        '<input class="lang" type="radio" name="lang" id="vi" checked aria-label="Tiếng Việt">\n'
        '<input class="lang" type="radio" name="lang" id="en" aria-label="English">\n'
        '<main class="page">\n'
        '<div class="switch"><label for="vi">Tiếng Việt</label><label for="en">English</label></div>\n'
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def both(vi: str, en: str) -> str:
    """A text in both languages, of which one is shown."""
    return f'<span class="vi" lang="vi">{escape(vi)}</span><span class="en" lang="en">{escape(en)}</span>'


def number(value: int) -> str:
    """A number with its thousands parted as each language does."""
    return both(f"{value:,}".replace(",", "."), f"{value:,}") if value >= 1000 else str(value)


def total(tone: str, value: int, vi: str, en: str) -> str:
    """A tile with a large number; its `tone` (violation, warning, info, good) colours it unless the number is 0."""
    figure = both(f"{value:,}".replace(",", "."), f"{value:,}")
    return f'<li class="{tone if value else "none"}"><b>{figure}</b>{both(vi, en)}</li>'
