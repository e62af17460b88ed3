"""What stands between the parts of an award sentence: joints, breakdowns, the words for giver and taker."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ADVERBS",
    "AMONG_THEM",
    "AND",
    "AND_ALSO",
    "AND_ALSO_BY",
    "AND_COUNT",
    "AND_GRANTS",
    "BADGE_GRANTORS",
    "BELONGING",
    "BREAKDOWN",
    "DECISION_OF",
    "GOES_ON",
    "GROUP_JOINT",
    "GROUP_JOINT_ENDS",
    "HAS",
    "HEAD",
    "HEADS",
    "HE_IS",
    "HOST",
    "HOSTS",
    "INSTEAD",
    "JOINT",
    "LAST_JOINT",
    "MEMBERS",
    "NAMED_NEXT",
    "NAMES_FOLLOW",
    "OF",
    "OTHERS_ARE",
    "PARTS_NEXT",
    "PLACE",
    "PRONOUN",
    "REWARDED",
    "SEVERAL",
    "SIGNS",
    "TIER_COUNT",
    "TO",
    "WHOEVER",
    "WITH",
]

_S: Final = r"[^\S\n]{1,3}"
_S0: Final = r"[^\S\n]{0,3}"
OF: Final = re.compile(
    rf"[\s,]{{0,3}}(?:\([^()\n]{{0,40}}\))?[\s,]{{0,3}}(?:năm{_S}\d{{4}}{_S})?(?:đột{_S}xuất{_S})?(?:của|từ|do){_S}(?:[^\W\d_]+{_S}){{0,4}}",
    re.IGNORECASE,
)
TO: Final = re.compile(rf"(?<!\w)(?:cho|tới|đến|đối{_S}với|tặng|lên{_S}ngực{_S}áo)(?!\w)", re.IGNORECASE)
JOINT: Final = re.compile(
    r"[\s,;–-]{0,3}(?:(?:và|cùng|cùng với)[\s]{0,3})?"
    r"(?:(?:chính quyền|nhân dân|cán bộ|quân và dân)[^,;.\n]{0,40}?(?:,|\s{1,3}và)\s{1,3})?"
    r"(?:(?:các|đồng chí|cán bộ, nhân dân|tập thể|nhân dân và cán bộ)\s{1,3})?",
    re.IGNORECASE,
)
# one counted group after another: the joint stands right before the number
GROUP_JOINT: Final = re.compile(r"^[^;.]{0,160}?(?:,|;|(?<!\w)và|cùng|với|gồm|:)\s{1,3}$", re.IGNORECASE)
GROUP_JOINT_ENDS: Final = (",", ";", "và", "cùng", "với", "gồm", ":")
BADGE_GRANTORS: Final = (
    "ban thường vụ",
    "btv",
    "tỉnh ủy",
    "tỉnh uỷ",
    "thành ủy",
    "thành uỷ",
)  # Hướng dẫn 01-HD/TW, 2021, mục 18
PRONOUN: Final = re.compile(
    rf"(?<!\w)(?:ông|bà|anh|chị|em|cụ|cô|chú|đồng{_S}chí|bản{_S}thân)(?:{_S}(?:đã|từng|còn|cũng|vinh|dự|sau|đó|nhiều|lần|liên|tục|luôn)){{0,5}}[\s,]{{0,3}}$",
    re.IGNORECASE,
)
# "Theo Quyết định số 31-QĐ/TU ngày 12/1/2026 của Ban Thường vụ Tỉnh ủy"
DECISION_OF: Final = re.compile(rf"quyết{_S}định[^,;]{{0,60}}{_S}của{_S}(?:đồng{_S}chí{_S})?$", re.IGNORECASE)
BREAKDOWN: Final = re.compile(rf"trong{_S}đó|(?<!\w)(?:bao{_S})?gồm(?!\w)|cụ{_S}thể|:", re.IGNORECASE)
PARTS_NEXT: Final = re.compile(rf"\s{{0,3}}(?:Trong{_S}đó|Cụ{_S}thể|Bao{_S}gồm|Gồm)(?!\w)")
TIER_COUNT: Final = re.compile(r"\s{0,3}:\s{0,3}")  # "60 năm: 5 đồng chí"
AND_GRANTS: Final = re.compile(
    r"(?:^|(?<=[\w”\")]))\s{0,3}(?:,|,?\s{0,3}(?<!\w)và)\s{1,3}(?:trao\s{1,3})?$", re.IGNORECASE
)  # "... và tặng Bằng khen"
AND: Final = re.compile(r"[\s,]{0,3}(?:và)?\s{0,3}(?:\d{1,2}\s{1,3})?")
NAMES_FOLLOW: Final = re.compile(rf"[^.;\n]{{0,60}}?(?:(?<!\w)(?:bao{_S})?gồm(?!\w)|(?<!\w)là(?!\w)|:)", re.IGNORECASE)
AND_ALSO: Final = re.compile(rf"{_S0}(?:,|và|,{_S0}và){_S0}(?:được{_S})?(?:trao{_S})?", re.IGNORECASE)
AND_ALSO_BY: Final = re.compile(
    rf"{_S0}(?:,|;|và|,{_S0}và){_S0}(?:được{_S})?(?:(?:Chủ{_S}tịch|Bộ{_S}trưởng|Giám{_S}đốc){_S})?", re.IGNORECASE
)
# "ông A và 3 cá nhân khác", not "ông A và bà B, hai người dân"
AND_COUNT: Final = re.compile(rf"(?:(?<!\w)(?:và|cùng)(?:{_S}với)?)(?:{_S}\w+)?{_S}$", re.IGNORECASE)
HEAD: Final = re.compile(rf"(?<!\w)(?:Chủ{_S}tịch|Bộ{_S}trưởng|Giám{_S}đốc|Tổng{_S}Giám{_S}đốc){_S}$", re.IGNORECASE)
HEADS: Final = re.compile(r"Chủ tịch|Giám đốc|Bí thư")
SIGNS: Final = re.compile(
    rf"{_S}(?:đã{_S}|vừa{_S})?(?:ký{_S})?(?:quyết{_S}định{_S})?(?:tặng|khen{_S}thưởng)(?!\w)", re.IGNORECASE
)
REWARDED: Final = re.compile(rf"{_S}(?:đột{_S}xuất{_S}|nóng{_S}|kịp{_S}thời{_S})?(?:tập{_S}thể{_S})?", re.IGNORECASE)
# from one award to the next of the same subject: "... năm 2019, được ...", "...; nhiều lần được ..."
_WHEN: Final = (
    rf"(?:vào{_S})?(?:năm|các{_S}năm|giai{_S}đoạn|đợt|ngày|tháng){_S}[\d/.,-]+"
    rf"(?:[-–,và\s]{{1,8}}\d{{4}}){{0,4}}"
)
_AGAIN: Final = (
    rf"(?:đã|còn|cũng|từng|vinh{_S}dự|nhiều{_S}lần|nhiều{_S}năm|liên{_S}tục|liên{_S}tiếp|đồng{_S}thời|sau{_S}đó"
    rf"|tiếp{_S}tục|(?:\d{{1,2}}|hai|ba|bốn){_S}lần)"
)
GOES_ON: Final = re.compile(
    rf"{_S0}(?:\([^()\n]{{0,30}}\){_S0})?(?:{_WHEN}{_S0})?[,;]?{_S0}(?:và{_S})?(?:{_AGAIN}{_S0}){{0,4}}", re.IGNORECASE
)
HAS: Final = re.compile(rf"(?:đã{_S})?(?:có|làm)", re.IGNORECASE)
HE_IS: Final = re.compile(rf"(?:Ông|Bà|Cụ|Anh|Chị|Đồng{_S}chí|Bác)(?=[^\S\n]{{1,3}}[a-zà-ỹđ])")
HOST: Final = re.compile(
    rf"(?<!\w)(nhà{_S0}trường|bệnh{_S0}viện|công{_S0}ty|hợp{_S0}tác{_S0}xã)(?:{_S}(?:đã|vinh|dự|từng|còn|cũng|nhiều|lần|liên|tục)){{0,5}}{_S0}$",
    re.IGNORECASE,
)
HOSTS: Final = {
    "nhà trường": ("trường", "học viện"),
    "bệnh viện": ("bệnh viện",),
    "công ty": ("công ty", "tổng công ty"),
    "hợp tác xã": ("hợp tác xã", "htx"),
}
WHOEVER: Final = re.compile(
    rf"(?<!\w)(?:người|đảng{_S}viên|cá{_S}nhân|tập{_S}thể|hai|ba|các{_S}đồng{_S}chí)(?:{_S}(?:duy{_S}nhất|vinh{_S}dự|được|đã|nhận|trao|tặng|đón)){{0,6}}{_S}$",
    re.IGNORECASE,
)
INSTEAD: Final = re.compile(rf"(?<!\w)(?:thay|đại{_S}diện){_S}[^,;]{{0,40}}$", re.IGNORECASE)
LAST_JOINT: Final = re.compile(rf"(?:,|,?{_S}và){_S}(?:được{_S})?$", re.IGNORECASE)
WITH: Final = re.compile(rf"{_S}cùng(?:{_S}với)?{_S}", re.IGNORECASE)
PLACE: Final = re.compile(r"(?<!\w)(?:tại|ở)(?!\w)[^,;.]{0,36}$", re.IGNORECASE)
BELONGING: Final = re.compile(rf"(?<!\w)(?:thuộc|trong{_S}số|trên{_S}tổng{_S}số)(?!\w)[^,;]{{0,40}}$", re.IGNORECASE)
NAMED_NEXT: Final = re.compile(
    rf"[\s,]{{0,3}}(?:\(|:|(?:bao{_S})?gồm(?!\w)|là(?!\w)){_S0}:?{_S0}(?=(?:các{_S})?(?:đồng{_S}chí|ông|bà|cụ|bác|đảng{_S}viên|đ/c|[A-ZĐ]))"
)
MEMBERS: Final = frozenset({"recipient-kind-dong-chi", "recipient-kind-nguoi", "recipient-kind-can-bo"})  # of badges
# "cho các tập thể, cá nhân ...", and what names some of them all the same
SEVERAL: Final = re.compile(
    rf"{_S0}(?:các|những|nhiều|một{_S}số){_S}(?:tập{_S}thể|cá{_S}nhân|đơn{_S}vị|hộ|gia{_S}đình|tổ{_S}chức|doanh{_S}nghiệp"
    rf"|chi{_S}bộ|đảng{_S}bộ|đảng{_S}viên|cán{_S}bộ|sĩ{_S}quan|chiến{_S}s[ĩỹ]|hội{_S}viên|đoàn{_S}viên|học{_S}sinh|sinh{_S}viên)(?!\w)",
    re.IGNORECASE,
)
AMONG_THEM: Final = re.compile(rf":|(?<!\w)(?:gồm|là|như|trong{_S}đó|tiêu{_S}biểu|điển{_S}hình)(?!\w)", re.IGNORECASE)
# what may stand between the actor of a passive and its verb
ADVERBS: Final = re.compile(
    rf"(?:[\s,]|(?:đã|ký|quyết{_S}định|trực{_S}tiếp|trân{_S}trọng|vinh{_S}dự|xét|biểu{_S}dương|khen|thưởng|và|tỉnh|trao|tặng|huyện|TP|thành{_S}phố|quận|xã|phường|Đảng|Nhà{_S}nước|các{_S}cấp)(?!\w)){{0,12}}",
    re.IGNORECASE,
)
# "ông A là một trong những người được tuyên dương": the recipients are not named
OTHERS_ARE: Final = re.compile(r"(?<!\w)(?:các|những|nhiều)(?!\w)[^,;]*$", re.IGNORECASE)
