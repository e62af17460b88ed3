"""The phrases of sentences that tell of gatherings: how far to look, what joins hosts, whose the days are."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "CEREMONY",
    "CLAUSE",
    "CUSTOM",
    "DAY_AFTER",
    "DAY_BEHIND",
    "DAY_THEN",
    "DO",
    "DOCUMENT_DAY",
    "ELSEWHERE",
    "FESTIVAL",
    "FUNERAL",
    "IN_GENERAL",
    "JOINT",
    "KIND_TO_VERB",
    "LATE",
    "MEETS",
    "NAME",
    "NAME_GOES_ON",
    "NOT_OWN",
    "NO_MEETINGS",
    "OPENING",
    "OPENING_DAY",
    "OTHER_DAY",
    "OTHER_DAY_ENDS",
    "OTHER_DAY_WORDS",
    "PERSONAL",
    "PLACE",
    "PRIVATE",
    "PRIVATE_HEADS",
    "THEN_DAY",
    "TOWARDS",
    "UNDER",
    "VERB_TO_KIND",
    "WINDOW",
]

WINDOW: Final = 600  # code points of a sentence in which an event is looked for: who and what stand at its beginning
VERB_TO_KIND: Final = 90  # "tổ chức tại hội trường lớn hội nghị"
KIND_TO_VERB: Final = 260  # "Đại hội đại biểu Đảng bộ huyện X lần thứ XX, nhiệm kỳ 2020 - 2025 đã bế mạc"
NAME: Final = 160
# behind the comma that does not end a name
NAME_GOES_ON: Final = re.compile(r"[^\S\n]{1,3}(?:nhiệm|lần|khóa|khoá|triển|tổng|sơ|biểu|khen|quán|tuyên|trao)(?!\w)")
JOINT: Final = re.compile(
    r"[\s,–-]{0,4}(?:(?:và|cùng|với|(?:đã |và )?phối hợp(?: với| cùng)?|cùng với)(?: [^\W\d_]+){0,4}[\s,]{0,3})?"
    r"(?:(?-i:[A-ZĐ]{3,7})[\s,]{1,3}){0,3}",  # "Huyện ủy, HĐND, UBND, Ủy ban MTTQ huyện": short forms share the place
    re.IGNORECASE,
)
LATE: Final = re.compile(r"[\s,]{0,3}(?:đã|vừa|long trọng|trọng thể|phối hợp|chính thức|\s){0,4}", re.IGNORECASE)
PLACE: Final = re.compile(r"(?<!\w)[Tt]ại[^\S\n]{1,3}([^,;:\n]{3,90})(?=,)")
# a person may be the subject: "đồng chí A làm việc với Huyện ủy"; a body reviews its work
PERSONAL: Final = (
    "event-kind-buoi-lam-viec",
    "event-kind-tiep-xuc-cu-tri",
    "event-kind-gap-mat",
    "event-kind-doi-thoai",
)
UNDER: Final = re.compile(r"dưới[^\S\n]{1,3}sự[^\S\n]{1,3}$", re.IGNORECASE)  # "dưới sự chủ trì của"
MEETS: Final = ("họp", "đã họp", "họp bàn", "họp khẩn")
DO: Final = re.compile(r"(?<!\w)do[^\S\n]{1,3}$", re.IGNORECASE)
DAY_BEHIND: Final = 40  # "do UBND huyện tổ chức chiều 1/3"
DAY_THEN: Final = re.compile(r"[\s,]{1,3}", re.IGNORECASE)
OPENING: Final = re.compile(r"(?:cũng[^\S\n])?tại[^\S\n]", re.IGNORECASE)
THEN_DAY: Final = re.compile(
    r"(?:[\s,]|(?:sáng|chiều|tối|trưa|ngày|vào|hôm|diễn ra|tổ chức|nay|qua)(?!\w)){1,9}", re.IGNORECASE
)
# what a body does on a day at a ceremony, though the page gives it no name
CEREMONY: Final = re.compile(
    r"(?:trao|trao tặng|công bố|công bố và trao)\s(?:các\s)?"
    r"(?:quyết định|huy hiệu|thẻ đảng|huân chương|bằng khen|giấy khen)(?!\w)"
    r"(?!\s(?:số\s\S{1,20}\s)?(?:về\s(?:việc\s)?)?(?:khởi tố|thanh tra|kiểm tra|thi hành|kỷ luật"
    r"|xử phạt|bắt|tạm giam|đình chỉ|trưng cầu))"
    r"|(?:kết nạp|khánh thành|khởi công|động thổ|ra mắt|kỷ niệm)\s",
    re.IGNORECASE,
)
FESTIVAL: Final = re.compile(
    r"[^\S\n]{1,2}(?:[A-ZĐÂÁẢÀẠÊÔƠƯ“\"«]"
    r"|(?:kỷ niệm|đền|chùa|đình|làng|truyền thống|văn hóa|văn hoá|du lịch|hoa|pháo)(?!\w))"
)
FUNERAL: Final = ("event-kind-le-vieng", "event-kind-le-truy-dieu", "event-kind-le-an-tang")
CUSTOM: Final = re.compile(r"(?<!\w)(?:đi|nghỉ|ngày|dịp|vé|quà)\s$", re.IGNORECASE)
# "đại hội đảng bộ các cấp", "hoàn thành chương trình đề ra": no one gathering
IN_GENERAL: Final = re.compile(r"[^\S\n]{1,2}(?:(?:đảng bộ|chi bộ)[^\S\n]{1,2})?(?:các cấp|đề ra)(?!\w)", re.IGNORECASE)
PRIVATE: Final = re.compile(
    r"\s(?:cưới|Phật đản|Giáng sinh|vu lan|nhậm chức (?:của )?[Tt]ổng thống|khai mạc Olympic)(?!\w)", re.IGNORECASE
)
PRIVATE_HEADS: Final = frozenset({"cư", "ph", "gi", "vu", "nh", "kh"})  # how they begin
DAY_AFTER: Final = 130  # "tại buổi tiếp xúc cử tri quận A và quận B ngày 4/10"
OPENING_DAY: Final = 130  # "Sáng 14/4, phát biểu tại buổi tổng kết"
CLAUSE: Final = re.compile(r";|(?<!\w)(?:cho biết|cho rằng|nhấn mạnh|khẳng định|đã|là|theo)(?!\w)", re.IGNORECASE)
# days of documents and of occasions: "Chỉ thị 35-CT/TW ngày 30/5", "đợt 2/9 và 7/11"
DOCUMENT_DAY: Final = re.compile(r"[-/][A-ZĐƯ]{2}[\w-]{0,12},?\s{1,2}(?:ngày\s{1,2})?$", re.IGNORECASE)
OTHER_DAY: Final = re.compile(
    r"(?<!\w)(?:đợt|dịp|kỷ niệm)\s(?:ngày\s)?(?:\d{1,2}[/.-]\d{1,2}\s(?:và|-)\s)?$", re.IGNORECASE
)
OTHER_DAY_WORDS: Final = ("đợt", "dịp", "kỷ niệm")  # one of them stands wherever it matches
OTHER_DAY_ENDS: Final = ("đợt", "dịp", "niệm", "ngày", "và", "-")
NO_MEETINGS: Final = frozenset((
    "event-kind-chuong-trinh", "event-kind-giai", "event-kind-trien-lam", "event-kind-le-hoi", "event-kind-cuoc-thi",
    "event-kind-lop", "event-kind-ngay-hoi", "event-kind-le-tang", "event-kind-giao-luu",
))  # fmt: skip
ELSEWHERE: Final = re.compile(r"(?<!\w)(?:tại|ở|đến|về|tới|theo)[^\S\n]{1,3}$", re.IGNORECASE)
TOWARDS: Final = re.compile(r"(?<!\w)(?:tại|ở|đến|về|tới|của|theo)[^\S\n]{1,3}$", re.IGNORECASE)

# a verb or comma ends the name of a gathering: no body behind it is its host
NOT_OWN: Final = re.compile(
    r",|(?<!\w)(?:đã|vừa|nghe|bàn|bầu|thông báo|thông qua|quán triệt|triển khai"
    r"|công bố|trao|cho ý kiến|về|kết quả|thực hiện)(?!\w)",
    re.IGNORECASE,
)
