"""What stands between a person and an office in a sentence: appositions, verbs of appointment and of leaving."""

from __future__ import annotations

import re
from typing import Final, final

from kg_dangbo.extract.cues import bare
from kg_dangbo.model import HoldingStatus

__all__ = [
    "APPOINT",
    "BARE_JOINT",
    "CAREER",
    "COPULA",
    "DATED",
    "DISMISSED",
    "DISMISSED_FIRST",
    "DISMISSED_SO",
    "ENDED",
    "ENDED_FIRST",
    "EXPELLED",
    "FROM",
    "GIVEN",
    "GIVES",
    "GOES_ON",
    "HANDS_OVER",
    "HE_IS",
    "IN_GENERAL",
    "KIN_OF",
    "LIST_GAP",
    "NOBODYS",
    "NOMINATES",
    "NO_MORE",
    "OF",
    "ORDERS",
    "PAST",
    "PERIOD",
    "PERIOD_FIRST",
    "PLAIN",
    "PLURAL",
    "PLURAL_HEAD",
    "PRONOUN",
    "PROPOSED",
    "RELATIVE",
    "REMOVE",
    "REPLACES",
    "RETIREMENT",
    "ROLE_OF",
    "SO",
    "TAKEN",
    "TAKES",
    "THEN",
    "TOWARD",
    "UP",
    "WHEN_HE_WAS",
    "answers",
    "apposed",
    "apposes",
    "ended",
    "last",
    "once",
]

PLAIN: Final = frozenset({"", ",", "("})  # what joins a name to its office without saying more
_TAIL: Final = 24  # code points in which the last word before a place stands
_NEAR: Final = 60
_ANSWER: Final = 80


@final
class Ending:
    """A pattern for small letters that ends right before a place, and the words that it can end with.

    Most places have none of the words before them, and the end of a string is looked at faster than a pattern searches.
    ``needs`` is what stands in every match of a long pattern; the others are no longer than `_NEAR` code points.
    """

    def __init__(self, pattern: str, *words: str, needs: str = "") -> None:
        self._pattern: Final = re.compile(pattern)
        self._words: Final = words
        self._needs: Final = needs

    def before(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match in [start, end) of ``text`` (in small letters) that ends at ``end``, or None."""
        if end <= start:
            return None
        tail = text[max(start, end - _TAIL) : end].rstrip()
        if tail and not tail.endswith(self._words):
            return None
        if not self._needs:
            start = max(start, end - _NEAR)
        elif text.find(self._needs, start, end) < 0:
            return None
        return self._pattern.search(text, start, end)


CAREER = "post.career"  # the rule of offices that a page tells one after another
# what may stand between a name and its office: "(45 tuổi)", ", sinh năm 1970, quê Hà Nam,"
_AGE = (
    r"(?:[ \u00a0]*[,(]?[ \u00a0]*(?:\d{2} tuổi|(?:SN|sinh năm|sinh ngày)[ \u00a0]*[\d/.-]{4,10}"
    r"|(?:quê|trú|ngụ)\b[^,()\n]{3,40}|\d{4}(?=\)))){0,3}\)?"
)
_APPOSITION = re.compile(
    _AGE + r"[ \u00a0]*(?:,|-|–|—|\(|:)?[ \u00a0]*(?:(?:hiện|nay|vốn|đang|người|cũng|đều|cùng)[ \u00a0]+)*"
    r"(?:(?:với|trên|ở|trong)[ \u00a0]+(?:cương vị|vai trò|tư cách)[ \u00a0]+)?"
    r"(?:là|giữ chức|giữ chức vụ|làm)?[ \u00a0]*$",
    re.IGNORECASE,
)
# what the first word or figure of it begins with
_APPOSITION_HEADS = (
    *("sn", "sinh", "quê", "trú", "ngụ", "hiện", "nay", "vốn", "đang", "người", "cũng", "đều", "cùng", "với", "trên"),
    *("ở", "trong", "là", "giữ", "làm"), *"0123456789",
)  # fmt: skip
# What knows no re.IGNORECASE is for text in small letters, where it is several times faster. Every alternative of these
# three begins with a letter: so the engine runs from one first letter to the next instead of trying all everywhere.
APPOINT = re.compile(
    r"bầu(?!\s+cử)|bổ nhiệm|chỉ định|phân công|điều động|luân chuyển|tín nhiệm|trúng cử|đắc cử|tái cử"
    r"|chuẩn y|phê chuẩn|giao|đảm nhận|đảm nhiệm|giữ chức"
    r"|giữ|làm|nhận nhiệm vụ|nhận vị trí|nhận chức|nhậm chức(?<!lễ nhậm chức)|tiếp nhận|ra mắt|tái đắc cử|giới thiệu"
)
REMOVE = re.compile(
    r"thôi (?:giữ|làm|tham gia|đảm nhiệm|kiêm)|thôi chức(?<!xin thôi chức)|miễn nhiệm|bãi nhiệm"
    r"|cách (?:hết )?(?:tất cả )?(?:các )?chức|cách chức"
    r"|cho thôi|nghỉ hưu"
    r"|nghỉ chờ hưu|nghỉ công tác|nghỉ chế độ|tạm đình chỉ|đình chỉ"
    r"|từ chức(?<!sẽ từ chức)(?<!xin từ chức)(?<!đơn từ chức)|khai trừ"
    r"|từ nhiệm(?! kỳ)(?<!sẽ từ nhiệm)(?<!xin từ nhiệm)(?<!đơn từ nhiệm)"
    r"|x[oó][aá] tư cách"
    r"|cắt (?:hết |bỏ )?(?:tất cả )?(?:các |mọi )?chức vụ|cách (?:hết |bỏ )?(?:tất cả )?(?:các |mọi )?chức vụ"
    r"|rời (?:ghế|cương vị|vị trí|chức)"
)
_ALL_OFFICES = r"(?:cách|cắt)(?: chức)?(?: hết| bỏ)?(?: tất cả)?(?: các| mọi)? chức vụ(?P<party> (?:trong )?[Đđ]ảng)?"
# "cách hết các chức vụ trong Đảng đối với các đồng chí: A, Phó Bí thư ...": the offices behind these names have ended
DISMISSED = Ending(
    rf"{_ALL_OFFICES}[^.;]{{0,40}}?(?:đối với|của|với|cho)[ \u00a0]*(?:các[ \u00a0]*)?"
    r"(?:đồng chí|ông, bà|ông|bà)?[ \u00a0]*:?[ \u00a0]*$",
    "của", "với", "cho", "các", "chí", "ông", "bà", ":", needs="chức vụ",
)  # fmt: skip
DISMISSED_SO = re.compile(
    rf"[ \u00a0),]*(?:bị[ \u00a0]+)?(?:kỷ luật[ \u00a0]+)?(?:bằng )?(?:hình thức )?{_ALL_OFFICES}", re.IGNORECASE
)
DISMISSED_FIRST = frozenset({"bị", "kỷ", "bằng", "hình", "cách", "cắt"})  # the first word of DISMISSED_SO
RETIREMENT = Ending(
    r"nghỉ (?:hưu|công tác|chế độ)[^.;,]{0,40}?(?:đối với|cho|của)[ \u00a0]*(?:các[ \u00a0]*)?$",
    "với", "cho", "của", "các", needs="nghỉ ",
)  # fmt: skip
ENDED = re.compile(
    r"[ \u00a0]*\)?[ \u00a0]*[,–-]?[ \u00a0]*(?:(?:được|vừa|đã|xin|có đơn xin)[ \u00a0]+)*"
    r"(?:nghỉ (?:chờ )?(?:hưu|công tác|chế độ)|từ chức"
    r"|bị[ \u00a0]+(?:kỷ luật[ \u00a0]+)?(?:bằng hình thức[ \u00a0]+)?(?:cách chức|bãi nhiệm|miễn nhiệm))",
    re.IGNORECASE,
)
# what follows an ending that is told of the office before the name: "Giám đốc Sở Y tế A bị cách chức vì ..."
NO_MORE = re.compile(r"[ \u00a0]*(?:[.,;:)”\"]|$|(?:vì|do|từ|sau|để|theo|vào|trước|hồi|kể)\b)")
ENDED_FIRST = frozenset({"được", "vừa", "đã", "xin", "có", "nghỉ", "từ", "bị"})  # the first word of ENDED
PAST = re.compile(
    r"từng\s+(?:giữ|làm|là|đảm|kinh|trải|được|có|nắm|kiêm|phụ trách|tham gia)|nguyên là|trước đó|trước đây"
    r"|có \d+ năm (?:làm|giữ)|thời gian (?:làm|giữ)|đã trải qua|kinh qua"
)
# "kỷ luật ông A, Bí thư ... bằng hình thức khai trừ ra khỏi Đảng": who is expelled holds no office of the Party
EXPELLED = re.compile(
    r"(?:,[ \u00a0](?:huyện|quận|thị xã|thành phố|TP|tỉnh)[ \u00a0.][^,.;()]{2,24}?){0,2}"
    r"[ \u00a0]*\)?[ \u00a0]*,?[ \u00a0]*(?:bị[ \u00a0]+)?(?:kỷ luật[ \u00a0]+)?(?:(?:bằng|với)[ \u00a0]+)?"
    r"(?:hình thức[ \u00a0]+)?[\"“'‘]?(?:bị[ \u00a0]+)?khai trừ\b",
    re.IGNORECASE,
)
# "Ông hiện là", "Bà cũng giữ chức": an office of whom the sentences before are about
HE_IS = re.compile(
    r"(?:(?:hiện|hiện nay|hiện tại|ngoài ra|bên cạnh đó|đồng thời)[ \u00a0]*,?[ \u00a0]+)?"
    r"(?:đồng chí|ông|bà|anh|chị)[ \u00a0]+"
    r"(?:(?:này|ấy|hiện|hiện nay|hiện tại|hiện đang|đang|cũng|còn|vốn)[ \u00a0]+){0,3}"
    r"(?P<holds>(?:nắm )?giữ(?: các)?(?: chức| chức vụ| cương vị)?[ \u00a0]+)?",
    re.IGNORECASE,
)
# "Bà A thời kỳ *là* Phó Chủ tịch", "ông B khi còn đương chức Bí thư"
WHEN_HE_WAS = re.compile(
    r"[ \u00a0]*[,(–-]?[ \u00a0]*(?:thời kỳ|thời gian|thời điểm|thời|khi|lúc)[ \u00a0]+(?:(?:còn|đang)[ \u00a0]+)*"
    r"(?P<holds>(?:làm|giữ chức vụ|giữ chức|đương chức)[ \u00a0]+)?",
    re.IGNORECASE,
)
# "Ở cương vị Trưởng Ban ..., bà A": what stands before the office
ROLE_OF = Ending(r"(?:với|trên|ở|trong)[ \u00a0]+(?:cương vị|vai trò|tư cách)[ \u00a0]+$", "vị", "trò", "cách")
# "..., thời kỳ làm Giám đốc Sở X, ông A": when, before the office of who is named behind it
_ONCE = Ending(
    r",[ \u00a0]+(?:thời kỳ|thời gian|thời|khi|lúc)[ \u00a0]+(?:(?:còn|đang)[ \u00a0]+)*"
    r"(?P<holds>(?:làm|giữ chức vụ|giữ chức)[ \u00a0]+)?$",
    "kỳ", "gian", "thời", "khi", "lúc", "còn", "đang", "làm", "vụ", "chức",
)  # fmt: skip
# what may stand between an office and its comma: "giữ chức Phó Chủ tịch UBND tỉnh *năm 2014*, ông A ..."
DATED = re.compile(
    r"[ \u00a0]*(?:(?:vào|từ)[ \u00a0]+)?(?:(?:năm|tháng|ngày)[ \u00a0]+[\d/.-]{1,10}[ \u00a0]*){0,2}"
    r"(?:\((?:giai đoạn|nhiệm kỳ|từ)[^()\n]{0,60}\)[ \u00a0]*)?,[ \u00a0]*"
)
# "ông A *từ* Trưởng phòng *được* bầu làm Phó Chủ tịch": the office before
FROM = re.compile(
    r"[ \u00a0]*(?:đã[ \u00a0]+|đi[ \u00a0]+|chuyển[ \u00a0]+)?từ[ \u00a0]+(?:chức[ \u00a0]+|vị trí[ \u00a0]+)?"
)
UP = re.compile(r"[ \u00a0]*,?[ \u00a0]*(?:được|lên|sang|chuyển|trở thành)\b")
# "giao lại việc điều hành cho *B để nhận nhiệm vụ* mới": the office is not B's
HANDS_OVER = re.compile(
    r"[ \u00a0]*,?[ \u00a0]*để[ \u00a0]+(?:đi[ \u00a0]+|về[ \u00a0]+)?nhận (?:nhiệm vụ|chức)\b", re.IGNORECASE
)
KIN_OF = re.compile(
    r"\b(?:con (?:trai|gái|dâu|rể)|vợ|chồng|(?:em|anh) (?:trai|rể|vợ)|em (?:gái|dâu)|chị (?:gái|dâu)|cháu)[ \u00a0]+"
    r"(?:ông[ \u00a0]+|bà[ \u00a0]+)?(?:được[ \u00a0]+|đang[ \u00a0]+)?(?:là|làm|giữ|bổ nhiệm)\b[^,;]*$"
)
# "*chồng* bà A là ...": the office is not A's
RELATIVE = Ending(
    r"\b(?:con(?: trai| gái| dâu| rể| ruột)?|vợ|chồng|(?:anh|em|chị) (?:trai|gái|rể|dâu|vợ|ruột|họ)|cháu|bố|mẹ|cha"
    r"|người nhà)(?:[ \u00a0]+của)?[ \u00a0]+$",
    "con", "trai", "gái", "dâu", "rể", "ruột", "vợ", "chồng", "họ", "cháu", "bố", "mẹ", "cha", "nhà", "của",
)  # fmt: skip
# what stands directly before the office that somebody is given
TAKES = Ending(
    r"(?:giữ|làm|là|chức|chức vụ|chức danh|tái cử|tham gia|nhiệm|nhận|nhiệm vụ mới|giao|bầu"
    r"|(?<!bầu )(?<!ứng )cử|định|(?<!\w)y|công|trở thành|vào|sung)"
    r"\s*(?:chức|chức vụ|chức danh|nhiệm vụ|vị trí)?\s*$",
    "trí", "giữ", "làm", "là", "chức", "vụ", "danh", "cử", "gia", "nhiệm", "nhận", "mới", "giao", "bầu", "định", "y",
    "công", "thành", "vào", "sung",
)  # fmt: skip
TOWARD = re.compile(r"^(?!.{0,30}\bthay\b)[^.;:]{0,40}?(?:đối với|với|cho|của)[ \u00a0]*$", re.IGNORECASE)
_SAYS = r"giữ|làm|thôi|tham gia|đảm|được|về|sang|tiếp tục|kiêm|cũng|nguyên|có|từng"
# for text in small letters, like APPOINT
PRONOUN = re.compile(
    "|".join(
        rf"{he}(?<!\d[ \u00a0]{he})(?<!các[ \u00a0]{he})(?<!những[ \u00a0]{he})(?=[ \u00a0]+(?:{_SAYS}))"
        for he in ("đồng chí", "ông", "bà", "anh", "chị")
    )
)
PLURAL_HEAD = re.compile(
    r"[ \u00a0]*,?[ \u00a0]*(?:gồm|là)?[ \u00a0]*(?:có)?[ \u00a0]*"
    r"(?:các đồng chí|các ông|các bà|các ông, bà|đồng chí|ông|bà)?"
    r"[ \u00a0]*:[ \u00a0]*(?:đồng chí|ông|bà|các đồng chí)?[ \u00a0]*$",
    re.IGNORECASE,
)
# "thừa ủy quyền của Chủ tịch nước, đồng chí A": the office is another's
OF = Ending(
    r"(?:của|do|bởi|theo|thay mặt|ủy quyền|uỷ quyền|thừa lệnh|cùng|(?<!đối )với|trả lời|hỏi|gặp|tiếp|thưa|cho|cách chức"
    r"|yêu cầu|đề nghị)[ \u00a0]+$",
    "của", "do", "bởi", "theo", "mặt", "quyền", "lệnh", "cùng", "với", "lời", "hỏi", "gặp", "tiếp", "thưa", "cho",
    "chức", "cầu", "nghị",
)  # fmt: skip
PLURAL = Ending(
    r"\b(?:các|những|\d+|hai|ba|bốn|năm|sáu)[ \u00a0]+(?:(?:đồng chí|ông, bà|ông|bà)[ \u00a0]+)?(?:là[ \u00a0]+)?$",
    "các", "những", "hai", "ba", "bốn", "năm", "sáu", "chí", "bà", "ông", "là", *"0123456789",
)  # fmt: skip
BARE_JOINT = re.compile(r"[ \u00a0]*(?:,|;|và)[ \u00a0]*(?:và)?[ \u00a0]*")
# from one to the next in a list with a heading: "các Ủy viên: A, *Bí thư Tỉnh ủy X;* B, *Bí thư Tỉnh ủy Y,* C"
LIST_GAP = re.compile(r"[^:]*;[^:]*|[^:;]*,[ \u00a0]*", re.DOTALL)
# "Hai Phó Chủ tịch HĐND tỉnh được bầu là ông A và bà B"
COPULA = re.compile(
    r"[ \u00a0]*,?[ \u00a0]*(?:(?:vừa|mới|khác|còn lại|trước đó|trước đây|tiền nhiệm)[ \u00a0]+)?"
    r"(?:được bầu|trúng cử|tái cử)?"
    r"[ \u00a0]*(?:gồm|là)[ \u00a0]*:?[ \u00a0]*",
    re.IGNORECASE,
)
NOMINATES = re.compile(r"giới thiệu[^.;]{0,60}$")
# offices and people in general: "nhân sự chức danh Chủ tịch nước"
IN_GENERAL = re.compile(
    r"(?:nhân sự|tiêu chuẩn|quy hoạch|các|những|từng|mỗi)[ \u00a0]+(?:các[ \u00a0]+)?(?:chức danh|chức vụ)?[ \u00a0]*$"
)
# "miễn nhiệm *một số* Phó Thủ tướng", "14 bộ trưởng khác *không là* Ủy viên", "cho đến *khi có* nhân sự làm Bí thư"
NOBODYS = Ending(
    r"\b(?:một số|nhiều|các|những|\d+|hai|ba|(?:không|chưa)(?:[ \u00a0]+phải)?(?:[ \u00a0]+(?:là|làm|giữ chức))?)"
    r"[ \u00a0]+$"
    r"|\bkhi[ \u00a0]+có[ \u00a0][^,;.]{0,40}$",
    "số", "nhiều", "các", "những", "hai", "ba", "không", "chưa", "phải", "là", "làm", "chức", "giữ", *"0123456789",
)  # fmt: skip
# a removal that is asked for or being thought about
PROPOSED = re.compile(r"(?:đề nghị|kiến nghị|xem xét|dự kiến|sẽ|chuẩn bị)[^,;]{0,40}$")
# "ông A chỉ đạo Sở Nông nghiệp cách chức hạt trưởng": another's office
ORDERS = re.compile(r"^(?!.*\b(?:bị|được|nhận)\b).*\b(?:chỉ đạo|yêu cầu|ra lệnh|giao|ký)\b", re.DOTALL)
# "ông A, khi đó là Chủ tịch UBND huyện": what he was at the time
THEN = re.compile(
    r"[ \u00a0]*[,(–-]?[ \u00a0]*(?:lúc|khi|thời điểm|thời)[ \u00a0]+(?:đó|ấy|này|bấy giờ)[ \u00a0]*,?"
    r"[ \u00a0]*(?:đang[ \u00a0]+|còn[ \u00a0]+)?(?:là|làm|giữ chức|giữ chức vụ)?[ \u00a0]*",
    re.IGNORECASE,
)
# a period behind an office that has ended: "Chủ tịch UBND huyện giai đoạn 2011 - 2016"
PERIOD = re.compile(
    r"[ \u00a0]*,?[ \u00a0]*\(?(?:(?:giai đoạn|thời kỳ|từ)[ \u00a0]+){1,2}(?:(?:năm|tháng)[ \u00a0]+)?(?:\d{1,2}[/.-])?"
    r"\d{4}[ \u00a0]*(?:-|–|đến)[ \u00a0]*(?:(?:năm|tháng)[ \u00a0]+)?(?:\d{1,2}[/.-])?(\d{4})",
    re.IGNORECASE,
)
PERIOD_FIRST = ("giai", "thời", "từ")  # the first word of PERIOD
# "..., thay đồng chí A nghỉ hưu": A has left the office that somebody was just given
REPLACES = re.compile(r"\bthay(?: thế)?(?: cho)?(?: người tiền nhiệm(?: là)?| vị trí của)?[ \u00a0]+$", re.IGNORECASE)
# a clause of its own that goes on about the same person: "...; điều động, bổ nhiệm giữ chức ..."
GOES_ON = re.compile(
    r"[ \u00a0]*(?:(?:và|được|đồng thời)[ \u00a0]+)*(?:điều động|luân chuyển|bổ nhiệm|phân công|chỉ định)",
    re.IGNORECASE,
)
# "bầu *đồng chí A* làm Bí thư", "chỉ định *đồng chí A* giữ chức ..."
GIVES = Ending(
    r"(?:bầu|bổ nhiệm|chỉ định|phân công|điều động|luân chuyển|phê chuẩn|chuẩn y)"
    r"(?:[ \u00a0]+(?:lại|bổ sung))?[ \u00a0]+$",
    "bầu", "nhiệm", "định", "công", "động", "chuyển", "chuẩn", "y", "lại", "sung",
)  # fmt: skip
# "cách chức *ông A*, Chủ tịch ...", "miễn nhiệm *đồng chí B*, ...": the one office behind the name has ended
TAKEN = Ending(
    r"(?<!nghị )(?<!xét )(?<!sẽ )(?<!việc )(?:cách chức|miễn nhiệm|bãi nhiệm)(?:[ \u00a0]+(?:đối )?với)?[ \u00a0]+$",
    "chức", "nhiệm", "với",
)  # fmt: skip
# "Trả lời chất vấn của đại biểu *A*", and what the one who answers does
_ANSWERS = re.compile(r"(?:trả lời|đáp lời|tiếp|giải đáp|trao đổi lại với)(?!\w)[^,;:]{0,60}?[ \u00a0]?")
_SAYS_NOW = re.compile(
    r"[ \u00a0]+(?:cũng[ \u00a0]+|đã[ \u00a0]+)?"
    r"(?:cho biết|cho hay|cho rằng|khẳng định|nhấn mạnh|nói|thông tin|nêu|đề nghị|cảm ơn)\b"
)
SO = re.compile(r"\b(?:vì vậy|do vậy|do đó|vì thế|do thế|bởi vậy)\b")
GIVEN = re.compile(r"giữ chức|làm|\bgiữ\b", re.IGNORECASE)


def answers(text: str, start: int, name: int, end: int) -> bool:
    """ "Trả lời chất vấn đại biểu A, *Thủ tướng cho biết*": the office that ends at ``end`` is that of who answers.

    The sentence begins at ``start`` of ``text`` (in small letters), the name of who is answered at ``name``.
    """
    if name - start > _ANSWER or not _SAYS_NOW.match(text, end):
        return False
    return _ANSWERS.fullmatch(text, start, name) is not None


def once(text: str, start: int, office: int) -> bool:
    """ "..., *thời kỳ làm* Giám đốc Sở X, ông A": whether a time that is over stands right before an office.

    Looks at [start, office) of ``text``, which is in small letters.
    """
    said = _ONCE.before(text, start, office)
    return said is not None and (said["holds"] is not None or text.startswith("là ", office))


def ended(text: str, start: int, office: int, joint: str) -> HoldingStatus | None:
    """What the words in [start, office) of ``text`` (in small letters) say of an office whose holder follows.

    ``joint`` stands between the two. "*Cách chức* Chủ tịch UBND xã, ông A" has ended, "*..., khi còn làm* Giám đốc Sở,
    ông A" lies back.
    """
    if joint in PLAIN and TAKEN.before(text, start, office) is not None:
        return HoldingStatus.LEFT
    return HoldingStatus.FORMER if joint and once(text, start, office) else None


def apposed(text: str, between: str, office: int) -> bool:
    """Whether ``between``, which ends where an office of ``text`` begins, joins the name before it to the office."""
    if between.strip() in PLAIN and not between.strip(" \u00a0,(:–—-"):
        return True
    if not apposes(between):
        plain = bare(between)
        if not apposes(plain) or GIVEN.search(plain):
            return False  # "ông A (em rể ông B) làm Chủ tịch ...": a verb
    # "A và B, cùng là Phó Giám đốc", but not "A cùng Bộ trưởng ..."
    return not between.rstrip().endswith("cùng") or text.startswith(("là ", "nguyên "), office)


def apposes(between: str) -> bool:
    """Whether no more than an age, a home and "hiện là" stands in ``between``, from a name to its office."""
    head = between.lstrip(" \u00a0,(:)–—-")
    return (not head or head[:8].lower().startswith(_APPOSITION_HEADS)) and _APPOSITION.fullmatch(between) is not None


def last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of ``pattern`` in ``text`` begins, or -1."""
    at = -1
    for m in pattern.finditer(text):
        at = m.start()
    return at
