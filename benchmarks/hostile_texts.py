"""Texts that are no news and try to cost more than news: what a crawler, a broken page or an enemy may hand in."""

from __future__ import annotations

__all__ = ["hostile_texts", "repeated"]

# what is said again and again; each tries one part of the grammar
_PHRASES = {
    "commas": ",",
    "capitals": "A",
    "digits": "1",
    "spaces": " ",
    "dots": "1.",
    "slashes": "1/1/",
    "one letter a line": "a\n",
    "bullets": "- a\n",
    "single digits": "1 ",
    "dates": "12/5/2022, ",
    "figures": "12%, 5 đồng chí, ",
    "brackets": "a (BCD) ",
    "quotations": "“chữ ",
    "initials": "A. ",
    "a family name": "Nguyễn ",
    "persons": "đồng chí Nguyễn Văn An, Bí thư Huyện ủy Bình Lục, ",
    "an office": "Bí thư ",
    "bare bodies": "Chi bộ ",
    "nested bodies": "Chi bộ 1, Đảng bộ xã A, ",
    "an office that is a body": "Chủ tịch nước Nguyễn Văn An, ",
    "meetings held": "tổ chức hội nghị ",
    "attending": "ông Nguyễn Văn An dự, ",
    "awards": "Huy hiệu 50 năm tuổi Đảng cho 5 đảng viên; ",
    "models": "mô hình “Dân vận khéo”, ",
    "symbols": "05-CT/TW ",
    "documents": "Chỉ thị 05, ",
    "headings of lists": "CÁC PHÓ BÍ THƯ\n1. Nguyễn Văn An\n",
    "zero-width spaces": "a\u200b",
}
_VOWELS, _CONSONANTS = "aeiou", "ngmth"


def repeated(text: str, length: int) -> str:
    """``text`` again and again, ``length`` code points of it."""
    return (text * (length // len(text) + 1))[:length]


def hostile_texts(news: str, length: int) -> dict[str, str]:
    """Name -> text of about ``length`` code points; ``news`` is ordinary text for those that are built of it."""
    texts = {name: repeated(phrase, length) for name, phrase in _PHRASES.items()}
    texts["one line"] = repeated(news.replace("\n", " ") + " ", length)
    texts["all in capitals"] = repeated(news.upper(), length)
    texts["open quotes, then news"] = "“" * (length // 20) + repeated(news, length - length // 20)
    names = [
        f"{chr(65 + i % 26)}{_VOWELS[i % 5]}{_CONSONANTS[i // 5 % 5]}{_VOWELS[i // 25 % 5]}{_CONSONANTS[i // 125 % 5]}"
        for i in range(length // 22)
    ]
    texts["as many names as can be"] = "".join(f"ông Nguyễn Văn {name}, " for name in names)
    texts["as many offices as can be"] = "".join(
        f"ông Nguyễn Văn {name}, Bí thư Chi bộ {i}; " for i, name in enumerate(names[: length // 40])
    )
    texts["as many bodies as can be"] = "".join(f"Công ty {chr(65 + i % 26)}{i}, " for i in range(length // 16))
    texts["as many documents as can be"] = "".join(f"Quyết định số {i}/QĐ-UBND, " for i in range(length // 26))
    texts["as many models as can be"] = "".join(f"mô hình “Mô hình {i}”, " for i in range(length // 22))
    texts["as many cells as can be"] = "".join(f"đồng chí Bí thư Chi bộ {i} " for i in range(length // 26))
    return texts
