"""Residential groups in the names of bodies: "ấp Ba Se A", "tổ dân phố số 7", "khu phố 3", and cells of villages."""

from __future__ import annotations

from kg_dangbo.extract.areas import AreaGrammar, is_roman
from kg_dangbo.extract.body import Body
from kg_dangbo.extract.body_words import BodyWords
from kg_dangbo.extract.head_words import HeadWords
from kg_dangbo.language.normal import canonical
from kg_dangbo.language.tokens import Tokens

__all__ = ["LocalUnits"]


class LocalUnits(HeadWords):
    """The part of the grammar of bodies that reads residential groups."""

    def __init__(self, tokens: Tokens, areas: AreaGrammar, words: BodyWords) -> None:
        super().__init__(tokens, areas, words)
        self.local_units = self._index(words.local_units)

    def _local_unit(self, body: Body, j: int, *, first: bool = False) -> bool:
        """`ấp Ba Se A`, `tổ dân phố số 7`, `khu phố 3`, with the commune that may follow."""
        if not (first or self._joined(j)) or j not in self.local_units or self._named_like_a_unit(j):
            return False
        end, unit = self.local_units[j]
        k = self.tokens.at(end)
        if self._joined(k) and self.items[k].low == "số":
            k += 1
        begin = k
        while self._joined(k) and k - begin < 4:
            token = self.items[k]
            if not (token.cap or token.text.isdigit() or (k > begin and is_roman(token.text))):
                break
            if k > begin and token.text.isdigit() and (not self.items[k - 1].cap or self._counts(k)):
                break
            if k > begin and token.text in self.words.strong_surnames and self._joined(k + 1) and self.items[k + 1].cap:
                break  # "Bí thư Chi bộ làng Kênh Siu Thoan"
            k += 1
        if k == begin:
            if first or self.items[j].cap:
                return False
            body.local_unit = unit.pref  # "Chi hội Phụ nữ thôn": the page says which
            self._take(body, self.tokens.at(end))
            return True
        printed = canonical(self.tokens.folded.original[self.items[j].start : end])
        regional = body.tail == "area" and printed == "khu vực"  # "Kho bạc Nhà nước khu vực IV" is of no quarter
        label = (printed if regional else unit.pref) + (" số" if self.items[begin - 1].low == "số" else "")
        body.own = canonical(f"{label} {' '.join(t.text for t in self.items.between(begin, k))}")
        self._take(body, k)
        if body.tail != "host":
            return True
        if k < self.size and self.items[k].gap.strip() in ("", ",") and "\n" not in self.items[k].gap:
            unit_after = self.areas.unit(k)
            if unit_after is not None and unit_after[0] in ("xã", "phường", "thị trấn"):
                parsed = self.areas.parse(k)
                if parsed is not None and parsed[0].name:
                    body.area = parsed[0]
                    self._take(body, parsed[1])
        return True

    def _named_like_a_unit(self, j: int) -> bool:
        """A place whose name begins like a residential group's: "Sóc Trăng", "Buôn Hồ"."""
        if not self.items[j].cap or not self._joined(j + 1) or not self.items[j + 1].cap:
            return False
        text = canonical(f"{self.items[j].text} {self.items[j + 1].text}")
        return any(p.level != "level-commune" for p in self.areas.places.found(text))

    def local(self, j: int) -> Body | None:
        """The residential group at word ``j`` as a body of its own ("Trưởng *thôn Đoài*", "Tổ trưởng *tổ dân phố*")."""
        if j not in self.local_units or self._named_like_a_unit(j):
            return None
        end, unit = self.local_units[j]
        body = Body(self.words.kinds["org-kind-don-vi-dan-cu"], "local", self.items[j].start, end, self.tokens.at(end))
        body.next = j
        if not self._local_unit(body, j, first=True):
            body.own, body.next = "", self.tokens.at(end)
            body.local_unit = unit.pref
        return body

    def _village(self, body: Body, k: int) -> None:
        """The name of a place behind the number of a cell: "Chi bộ 19 *Bàu Sen*"."""
        end = k
        while self._joined(end) and self.items[end].cap and end not in self.heads and end - k < 3:
            end += 1
        if end - k != 2 or self.items[k].text in self.words.surnames or self.areas.unit(k) is not None:
            return
        if any(t.text.isupper() for t in self.items.between(k, end)) or not self.roles_free(k):
            return
        body.own += f" {self.items[k].text} {self.items[k + 1].text}"
        self._take(body, end)

    def roles_free(self, k: int) -> bool:
        """Whether no office begins at word ``k`` ("Chi bộ 3 *Trưởng thôn*")."""
        return self.items[k].low not in ("bí", "phó", "trưởng", "chủ", "ủy", "giám", "tổ", "bà", "ông", "đồng")
