"""Whether a word that looks like the head of a body's name is one: "trụ *sở*", "*Hội* nghị", "ĐẠI *HỘI*" are not."""

from __future__ import annotations

from typing import Final

from kg_dangbo.extract.name_runs import NameRuns

__all__ = ["LED_FROM_THE_CENTRE", "HeadWords"]

_WORDS_BEGINNING_WITH: Final = {
    "hội": frozenset(
        {"nghị", "trường", "thảo", "thi", "đàm", "trại", "chợ", "họp", "diễn", "thao", "quán", "chẩn", "tụ", "đồng"}
    ),
    "trường": frozenset({"hợp", "kỳ", "tồn", "phái", "thọ", "chinh"}),
    "báo": frozenset({"cáo", "chí", "động", "hiếu", "công", "đáp", "danh"}),
    "viện": frozenset({"trưởng", "phó", "trợ", "dẫn", "cớ"}),
    "khoa": frozenset({"học", "mục", "cử", "trưởng"}),
    "quỹ": frozenset({"đất", "tích", "đạo"}),
    "đài": frozenset({"tưởng", "phun"}),
    "cục": frozenset({"diện", "trưởng", "phó", "bộ"}),
    "vụ": frozenset({"việc", "án", "trưởng", "mùa", "lợi", "phó", "đông", "hè", "tai"}),
    "phòng": frozenset({"chống", "ngừa", "tránh", "vệ", "thủ", "trào", "cháy", "dịch", "ở", "khi", "hội"}),
    "đội": frozenset({"ngũ", "hình", "trưởng", "tuyển", "bóng", "phó"}),
    "sở": frozenset({"hữu", "thích", "trường", "dĩ", "tại"}),
    "thuế": frozenset({"thu", "giá", "suất", "đất", "xuất", "nhập", "môn"}),
}  # first halves of words that look like heads
_WORDS_ENDING_IN: Final = {
    "sở": frozenset({"trụ", "cơ", "trú", "xứ"}),
    "trường": frozenset(
        {
            "môi",
            "thị",
            "hội",
            "nhà",
            "công",
            "nông",
            "lâm",
            "lập",
            "hiện",
            "quảng",
            "thao",
            "khai",
            "nghị",
            "ngư",
            "phim",
            "thương",
            "võ",
            "vũ",
            "chiến",
            "tăng",
        }
    ),
    "viện": frozenset({"thư", "bệnh", "thiền", "tu", "lưỡng", "nhập", "xuất", "nằm", "ra", "học", "hạ", "thượng"}),
    "báo": frozenset({"nhà", "thông", "cảnh", "khai", "họp", "tình", "dự", "trình", "mật", "điện", "quả", "tin"}),
    "cục": frozenset({"tổng", "chi", "bố", "kết", "đại", "thời"}),
    "hội": frozenset({"cơ", "quốc", "đại", "xã", "lễ", "giáo", "chi", "dạ", "hiệp"}),
    "vụ": frozenset({"nhiệm", "dịch", "chức", "nội", "phục", "nghĩa", "nghiệp", "mùa", "thời", "tài", "giáo", "vì"}),
    "quốc": frozenset({"toàn"}),  # "Đại hội đại biểu toàn *quốc* Hội Luật gia Việt Nam"
    "phòng": frozenset({"văn", "quốc", "đề", "biên", "tiêu", "phó"}),
    "đoàn": frozenset({"liên", "sư", "lữ", "trung", "tiểu", "binh", "quân", "tập"}),
    "đội": frozenset({"quân", "bộ", "biệt", "phi", "đồng", "hải"}),
    "đài": frozenset({"lâu", "khán", "tượng", "vũ", "võ"}),
    "khoa": frozenset({"bách", "đa", "nha", "nhi", "sản", "chuyên", "thủ", "y"}),
    "quỹ": frozenset({"ngân", "thủ"}),
    "thường": frozenset({"thư", "tịch", "trưởng", "viên", "nhiệm"}),  # "Bí thư thường trực"
    "bộ": frozenset({"cán", "nội", "toàn", "cục", "tiến", "đi"}),
}  # second halves of words that look like heads
_CENTRE_ENDS: Final = frozenset({"ương", "tư", "tw", "t.ư"})  # what "Trung ương" and its short forms end with
# parties of other countries, by what stands before the country
_PARTIES: Final = (["đảng", "cộng", "sản"], ["cộng", "sản"], ["đảng", "nhân", "dân", "cách", "mạng"],
                   ["nhân", "dân", "cách", "mạng"], ["đảng", "nhân", "dân"])  # fmt: skip
# mass organisations that have a "Trung ương Hội ..."
LED_FROM_THE_CENTRE: Final = ("org-kind-hoi-", "org-kind-lien-hiep-", "org-kind-lien-minh-")


class HeadWords(NameRuns):
    """The part of the grammar of bodies that looks at the words around a head."""

    def _begins_word(self, i: int) -> bool:
        """One-word heads that begin another word: "Hội nghị", "Báo cáo", "Trường hợp"."""
        lows = self.tokens.lows
        seconds = _WORDS_BEGINNING_WITH.get(lows[i])
        return seconds is not None and i + 1 < self.size and lows[i + 1] in seconds and self.items[i + 1].joined

    def _foreign(self, j: int) -> bool:
        """A ministry, parliament ... of another country ("Quốc hội Lào", "Bộ Ngoại giao Nhật Bản")."""
        if not self._joined(j):
            return False
        for party in _PARTIES:  # "Ban Tổ chức Trung ương *đảng Cộng sản Trung Quốc*"
            if self.tokens.lows[j : j + len(party)] == party:
                j += len(party)
                break
        if not self._joined(j) or not self.items[j].cap:
            return False
        one = self.items[j].low
        countries = self.words.countries
        return one in countries or (self._joined(j + 1) and f"{one} {self.items[j + 1].low}" in countries)

    def _centre_of_mass(self, j: int) -> bool:
        """Whether "Ban Chấp hành Trung ương" is a mass organisation's ("... *Hội Nông dân Việt Nam*")."""
        if not self._joined(j) or self.items[j - 1].low not in _CENTRE_ENDS or not self.items[j].cap:
            return False
        if self.items[j].text == "Đoàn":
            return True  # "Văn phòng *Trung ương Đoàn*"
        return any(head.kind.id.startswith(LED_FROM_THE_CENTRE) for head in self.heads.get(j, ()))

    def _inside_word(self, i: int, j: int, tail: str) -> bool:
        """One-word heads that end a word ("trụ sở", "nhà báo") or are a middle name ("Lê Trường Lưu")."""
        items, lows = self.items, self.tokens.lows
        endings = _WORDS_ENDING_IN.get(lows[i])
        inside = endings is not None and lows[i - 1] in endings
        if not inside and not items.cap(i - 1):
            return False
        head, before = items[i], items[i - 1]
        if inside:
            if not head.cap or (head.text.isupper() and before.text.isupper()):  # "ĐẠI HỘI"
                return j == i + 1 or head.low in ("bộ", "thường", "quốc")
        if not before.cap:
            return False
        if before.low == "hải" and head.text == "Phòng":
            return True
        if tail == "fixed" and j == i + 2 and items[i + 1].cap and before.text in self.words.strong_surnames:
            return head.joined  # "Mông Quốc Hội"
        if tail != "named" or j != i + 1 or not head.cap or not head.joined or before.low == "trưởng":
            return False  # "Phó Viện Trưởng *Viện* Quy hoạch"
        first = i - 1
        while first and items[first].joined and items[first - 1].cap and i - first < 3:
            first -= 1
        name = items[first].text
        return name in self.words.surnames and (i - first > 1 or name in self.words.strong_surnames)

    def _shouted(self, i: int, j: int) -> bool:
        """A head of whole words in capitals ("TRƯỜNG TRUNG", a photographer) is no head; abbreviations are."""
        items = self.items
        if not i or "\n" in items[i].gap or items[i - 1].text.isupper():
            return False  # a line in capitals heads a list: "CÁC PHÓ BÍ THƯ TỈNH ỦY"
        for k in range(i, j):
            if not items[k].text.isupper():
                return False
        return items[i].low not in self.words.short

    def _all_capitals(self, i: int, j: int) -> bool:
        """A head of whole words in capitals before another such word."""
        items = self.items
        if not self._joined(j) or items[i].low in self.words.short:
            return False
        for k in range(i, j + 1):
            text = items[k].text
            if len(text) < 2 or not text.isupper():
                return False
        return True
