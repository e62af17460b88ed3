"""What stands between the parts of an award sentence: joints, breakdowns, the words for giver and taker."""

from __future__ import annotations

import re

__all__ = [
    "ADVERBS",
    "AND",
    "AND_GRANTS",
    "BADGE_GRANTORS",
    "BREAKDOWN",
    "GROUP_JOINT",
    "JOINT",
    "NAMES_FOLLOW",
    "OF",
    "OTHERS_ARE",
    "PARTS_NEXT",
    "PRONOUN",
    "TIER_COUNT",
    "TO",
]

_S = r"[^\S\n]{1,3}"
OF = re.compile(
    rf"[\s,]{{0,3}}(?:\([^()\n]{{0,40}}\))?[\s,]{{0,3}}(?:năm{_S}\d{{4}}{_S})?(?:của|từ|do){_S}(?:[^\W\d_]+{_S}){{0,4}}",
    re.IGNORECASE,
)
TO = re.compile(rf"(?<!\w)(?:cho|tới|đến|đối{_S}với|tặng|lên{_S}ngực{_S}áo)(?!\w)", re.IGNORECASE)
JOINT = re.compile(
    r"[\s,;–-]{0,3}(?:(?:và|cùng|cùng với)[\s]{0,3})?"
    r"(?:(?:các|đồng chí|cán bộ, nhân dân|tập thể|nhân dân và cán bộ)\s{1,3})?",
    re.IGNORECASE,
)
# one counted group after another: the joint stands right before the number
GROUP_JOINT = re.compile(r"^[^;.]{0,160}?(?:,|;|(?<!\w)và|cùng|với|gồm|:)\s{1,3}$", re.IGNORECASE)
BADGE_GRANTORS = (
    "ban thường vụ",
    "btv",
    "tỉnh ủy",
    "tỉnh uỷ",
    "thành ủy",
    "thành uỷ",
)  # Hướng dẫn 01-HD/TW, 2021, mục 18
PRONOUN = re.compile(
    rf"(?<!\w)(?:ông|bà|anh|chị|em|cụ|cô|chú|đồng{_S}chí|bản{_S}thân)(?:{_S}(?:đã|từng|còn|cũng|vinh|dự|sau|đó|nhiều|lần|liên|tục|luôn)){{0,5}}[\s,]{{0,3}}$",
    re.IGNORECASE,
)
BREAKDOWN = re.compile(rf"trong{_S}đó|(?<!\w)(?:bao{_S})?gồm(?!\w)|cụ{_S}thể|:", re.IGNORECASE)
PARTS_NEXT = re.compile(rf"\s{{0,3}}(?:Trong{_S}đó|Cụ{_S}thể|Bao{_S}gồm|Gồm)(?!\w)")
TIER_COUNT = re.compile(r"\s{0,3}:\s{0,3}")  # "60 năm: 5 đồng chí"
AND_GRANTS = re.compile(r"^[\s,]{0,3}và\s{1,3}(?:trao\s{1,3})?$", re.IGNORECASE)  # "... và tặng Bằng khen"
AND = re.compile(r"[\s,]{0,3}(?:và)?\s{0,3}")
NAMES_FOLLOW = re.compile(rf"[^.;\n]{{0,60}}?(?:(?<!\w)(?:bao{_S})?gồm(?!\w)|(?<!\w)là(?!\w)|:)", re.IGNORECASE)
# what may stand between the actor of a passive and its verb
ADVERBS = re.compile(
    rf"(?:[\s,]|(?:đã|ký|quyết{_S}định|trực{_S}tiếp|trân{_S}trọng|vinh{_S}dự|xét|biểu{_S}dương|khen|thưởng|và|tỉnh|trao|tặng|huyện)(?!\w)){{0,12}}",
    re.IGNORECASE,
)
# "ông A là một trong những người được tuyên dương": the recipients are not named
OTHERS_ARE = re.compile(r"(?<!\w)(?:các|những|nhiều)(?!\w)[^,;]*$", re.IGNORECASE)
