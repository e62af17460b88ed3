"""Whether a word that looks like the head of a body's name is one: "trụ *sở*", "*Hội* nghị", "ĐẠI *HỘI*" are not."""

from __future__ import annotations

from kg_dangbo.extract.name_runs import NameRuns

__all__ = ["LED_FROM_THE_CENTRE", "HeadWords"]

_WORDS_BEGINNING_WITH = {
    "hội": frozenset(
        {"nghị", "trường", "thảo", "thi", "đàm", "trại", "chợ", "họp", "diễn", "thao", "quán", "chẩn", "tụ"}
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
_WORDS_ENDING_IN = {
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
    "phòng": frozenset({"văn", "quốc", "đề", "biên", "tiêu", "phó"}),
    "đoàn": frozenset({"liên", "sư", "lữ", "trung", "tiểu", "binh", "quân", "tập"}),
    "đội": frozenset({"quân", "bộ", "biệt", "phi", "đồng", "hải"}),
    "đài": frozenset({"lâu", "khán", "tượng", "vũ", "võ"}),
    "khoa": frozenset({"bách", "đa", "nha", "nhi", "sản", "chuyên", "thủ", "y"}),
    "quỹ": frozenset({"ngân", "thủ"}),
    "thường": frozenset({"thư", "tịch", "trưởng", "viên", "nhiệm"}),  # "Bí thư thường trực"
    "bộ": frozenset({"cán", "nội", "toàn", "cục", "tiến", "đi"}),
}  # second halves of words that look like heads
# mass organisations that have a "Trung ương Hội ..."
LED_FROM_THE_CENTRE = ("org-kind-hoi-", "org-kind-lien-hiep-", "org-kind-lien-minh-")


class HeadWords(NameRuns):
    """The part of the grammar of bodies that looks at the words around a head."""

    def _begins_word(self, i: int) -> bool:
        """One-word heads that begin another word: "Hội nghị", "Báo cáo", "Trường hợp"."""
        return self._joined(i + 1) and self.tokens[i + 1].low in _WORDS_BEGINNING_WITH.get(self.tokens[i].low, ())

    def _foreign(self, j: int) -> bool:
        """A ministry, parliament ... of another country ("Quốc hội Lào", "Bộ Ngoại giao Nhật Bản")."""
        if not self._joined(j) or not self.tokens[j].cap:
            return False
        one = self.tokens[j].low
        return one in self.words.countries or (
            self._joined(j + 1) and f"{one} {self.tokens[j + 1].low}" in self.words.countries
        )

    def _centre_of_mass(self, j: int) -> bool:
        """Whether "Ban Chấp hành Trung ương" is a mass organisation's ("... *Hội Nông dân Việt Nam*")."""
        if not self._joined(j) or not self.tokens[j].cap or self.tokens[j - 1].low not in ("ương", "tư", "tw", "t.ư"):
            return False
        if self.tokens[j].text == "Đoàn":
            return True  # "Văn phòng *Trung ương Đoàn*"
        return any(kind.id.startswith(LED_FROM_THE_CENTRE) for _, kind in self.heads.get(j, ()))

    def _inside_word(self, i: int, j: int, tail: str) -> bool:
        """One-word heads that end a word ("trụ sở", "nhà báo") or are a middle name ("Lê Trường Lưu")."""
        before = self.tokens[i - 1]
        alike = not self.tokens[i].cap or (self.tokens[i].text.isupper() and before.text.isupper())  # "ĐẠI HỘI"
        if alike and before.low in _WORDS_ENDING_IN.get(self.tokens[i].low, ()):
            return j == i + 1 or self.tokens[i].low in ("bộ", "thường")
        if before.low == "hải" and before.cap and self.tokens[i].text == "Phòng":
            return True
        if tail == "fixed" and j == i + 2 and self.tokens[i + 1].cap and before.text in self.words.strong_surnames:
            return self.tokens[i].joined  # "Mông Quốc Hội"
        if tail != "named" or j != i + 1 or not self.tokens[i].cap or not before.cap or not self.tokens[i].joined:
            return False
        first = i - 1
        while first and self.tokens[first].joined and self.tokens[first - 1].cap and i - first < 3:
            first -= 1
        run = self.tokens.items[first:i]
        return run[0].text in self.words.surnames and (len(run) > 1 or run[0].text in self.words.strong_surnames)

    def _shouted(self, i: int, end: int) -> bool:
        """A head of whole words in capitals ("TRƯỜNG TRUNG", a photographer) is no head; abbreviations are."""
        words = self.tokens.items[i : self.tokens.at(end)]
        before = self.tokens[i - 1] if i else None
        if before is None or "\n" in self.tokens[i].gap or before.text.isupper():
            return False  # a line in capitals heads a list: "CÁC PHÓ BÍ THƯ TỈNH ỦY"
        return all(w.text.isupper() for w in words) and words[0].low not in self.words.short

    def _all_capitals(self, i: int, j: int) -> bool:
        """A head of whole words in capitals before another such word."""
        head = self.tokens.items[i:j]
        if head[0].low in self.words.short or not self._joined(j):
            return False
        return all(len(w.text) > 1 and w.text.isupper() for w in (*head, self.tokens[j]))
