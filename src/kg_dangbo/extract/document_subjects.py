"""Documents that are named by what they are about: "Quy định của Bộ Chính trị về luân chuyển cán bộ".

The subject begins with "về" or stands in quotation marks. Its end is nowhere marked: it runs to the end of the clause,
over commas as long as the list of its words goes on.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, final

from kg_dangbo.extract.cues import last_words
from kg_dangbo.extract.page import Page
from kg_dangbo.language.normal import canonical

__all__ = ["Subject", "about_after", "subject_after"]

_S: Final = r"[^\S\n]{1,3}"
_S0: Final = r"[^\S\n]{0,3}"
_LONGEST: Final = 320  # code points of a subject; the longest titles of resolutions have 250
_MANY: Final = 48  # words
_OF: Final = re.compile(rf"{_S}(?:của|do){_S}$")
_BY: Final = 70  # code points that the name of an issuer takes
_ABOUT: Final = re.compile(rf"{_S}(?:ban{_S}hành{_S})?về{_S}")
_ABOUT_BEGINS: Final = frozenset("bv")
_QUOTED: Final = re.compile(
    rf"{_S}(?P<about>về{_S})?[“\"«]{{1,2}}{_S0}(?P<title>[^“”\"«»\n]{{12,300}}?){_S0}[”\"»]{{1,2}}"
)
_END: Final = re.compile(r"[.;:()“”\"«»\n…!?]|[^\S\n][–—-][^\S\n](?![a-zà-ỹđ])")
_NUMBER: Final = re.compile(r"(?<!\w)\d{1,3}(?![\w%])(?!-\d)")
_WORD: Final = re.compile(r"[^\s,]+,?")
# decisions on one person or on one occasion have no title of their own
_NO_TITLE: Final = re.compile(
    rf"(?:việc|công{_S}tác{_S}(?:cán{_S}bộ|nhân{_S}sự)|nhân{_S}sự|vấn{_S}đề{_S}(?:này|nhân{_S}sự)|này|vi{_S}phạm|kỷ{_S}luật|miễn{_S}nhiệm|bãi{_S}nhiệm"
    rf"|điều{_S}động|bổ{_S}nhiệm|phê{_S}chuẩn|thành{_S}lập|giải{_S}thể|nội{_S}dung{_S}này|(?:những|các){_S}(?:vi|sai){_S}phạm|một{_S}vấn|nơi|tới|đến|tay|trước|nước)(?!\w)",
    re.IGNORECASE,
)
# words that begin what is said of the document, not its name
_DANGLING_WORDS: Final = rf"của|và|với|cho|đối{_S}với|trong|tại|ở|các|những|theo|từ|do"
_DANGLING: Final = re.compile(rf"(?:{_S}(?:{_DANGLING_WORDS}))+$", re.IGNORECASE)
_DANGLING_ENDS: Final = frozenset(last_words(_DANGLING_WORDS))


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_CLAUSE: Final = _words(
    """
    sẽ được đã đang vừa mới_được mới_ban nêu nhằm tại trong_đó có_hiệu_lực là do cho_thấy để khẳng_định quy_định_rõ
    gồm bao_gồm với_mục_đích ngày vào gắn_với theo_đó cũng phải cần đến_nay trên_địa_bàn đúng_dịp yêu_cầu xác_định
    của_mình này đạt chưa không_chỉ thì như mà song nhưng và_đề và_chỉ nếu khi đồng_thời qua_đó từ_đó góp_phần ông bà
    đồng_chí trước_đó hôm_nay sáng chiều và_các đặc_biệt một_cách kèm_theo có ban_hành thay_thế
    """
)
_ONLY_BEHIND_COMMA: Final = _words(
    """
    với nhất_là trong các cùng tạo đưa cụ_thể là_cơ_sở ngoài xét căn_cứ cho_rằng hội_nghị đề_nghị quyết_định do theo
    coi xem_đây qua làm đây tiến_hành phân_công nay thông_qua cơ_bản hiện quán_triệt
    """
)
_ENDS: Final = _CLAUSE - _words("để do là")  # "để" stands inside a title too: it ends one only behind a comma
_ENDS_BEHIND_COMMA: Final = _CLAUSE | _ONLY_BEHIND_COMMA
_END_HEADS: Final = frozenset(words.split("_")[0] for words in _ENDS_BEHIND_COMMA)  # their first words


@final
class Subject:
    """A document named by its subject: the text up to ``end``, its canonical ``title`` and the key of its issuer."""

    __slots__ = ("end", "issuer", "title")

    def __init__(self, end: int, title: str, issuer: str | None) -> None:
        self.end: Final = end
        self.title: Final = title
        self.issuer: Final = issuer


def subject_after(page: Page, kind: str, start: int, end: int, issuer: str | None) -> Subject | None:
    """What the words behind a kind word at [start, end) say that the document is about, or None.

    ``kind`` is the kind's own name, ``issuer`` the key of the body that stands before it. "về việc" and personnel
    decisions name no document.
    """
    text = page.text
    position = end
    for body in page.organizations_in(end, end + 12)[:1]:
        if _OF.fullmatch(text[end : body.start]) and body.end - end <= _BY:
            position, issuer = body.end, body.key
    if quoted := _QUOTED.match(text, position):
        title = canonical(quoted["title"])
        joint = "về " if quoted["about"] and not title.lower().startswith("về ") else ""
        return Subject(quoted.end(), f"{kind} {joint}{title}", issuer) if title.count(" ") > 2 else None
    about = _ABOUT.match(text, position)
    if about is None or _NO_TITLE.match(text, about.end()) or (issuer is None and _opens(page, start)):
        return None
    sentence = page.sentence_at(start)
    limit = min(sentence.end if sentence else len(text), about.end() + _LONGEST)
    if stop := _END.search(text, about.end(), limit):
        limit = stop.start()
    last = _run(text, about.end(), limit)
    for body in page.organizations_in(about.end(), last):
        if issuer is None and body.end >= last - 1 and _OF.search(text[about.end() : body.start]):
            # "Nghị quyết về giảm nghèo của Tỉnh ủy": who issued it stands last
            issuer, last = body.key, about.end() + len(_OF.sub("", text[about.end() : body.start]))
            break
    title = canonical(text[about.end() : last]).rstrip(" ,-–")
    if len(title.split()) < 3 and issuer is None:
        return None
    return (
        Subject(about.end() + len(text[about.end() : last].rstrip(" ,\u00a0")), f"{kind} về {title}", issuer)
        if title
        else None
    )


def about_after(page: Page, position: int, limit: int) -> str | None:
    """The subject that begins with "về" right behind ``position`` and ends before ``limit``, or None."""
    if page.text[position : position + 4].lstrip()[:1] not in _ABOUT_BEGINS:
        return None
    about = _ABOUT.match(page.text, position)
    if about is None or _NO_TITLE.match(page.text, about.end()):
        return None
    limit = min(limit, about.end() + _LONGEST)
    if stop := _END.search(page.text, about.end(), limit):
        limit = stop.start()
    title = canonical(page.text[about.end() : _run(page.text, about.end(), limit)]).rstrip(" ,-–")
    # another document in the subject has a number of its own: the subject does not name this one
    return title if title.count(" ") > 1 and not _NUMBER.search(title) else None


def _opens(page: Page, start: int) -> bool:
    """A capital letter at the head of a sentence says nothing: "Quy định về việc này rất rõ"."""
    sentence = page.sentence_at(start)
    return sentence is not None and not page.text[sentence.start : start].strip(' -–•*"“')


def _run(text: str, begin: int, limit: int) -> int:
    """The end of the run of words from ``begin``."""
    words = [word.span() for word in islice(_WORD.finditer(text, begin, limit), _MANY + 1)]
    last, behind_comma, previous = begin, False, ""
    for i in range(min(len(words), _MANY)):
        start, end = words[i]
        bare = text[start:end].rstrip(",")
        if i and bare in _END_HEADS and previous != "không":
            pair = f"{bare}_{_word_at(text, words, i + 1)}"
            ends = _ENDS_BEHIND_COMMA if behind_comma else _ENDS
            if bare in ends or pair in ends or f"{pair}_{_word_at(text, words, i + 2)}" in ends:
                break
        if i and behind_comma and bare[:1].isupper():
            break
        last, previous = end, bare
        behind_comma = text[end - 1] == ","
    run = text[begin:last].rstrip(" ,\u00a0")
    ending = run[run.rfind(" ") + 1 :]
    if ending.isalpha() and ending.lower() not in _DANGLING_ENDS:
        return begin + len(run)
    return begin + len(_DANGLING.sub("", run))


def _word_at(text: str, words: list[tuple[int, int]], i: int) -> str:
    return text[words[i][0] : words[i][1]].rstrip(",") if i < len(words) else ""
