"""Write ontology/places.ttl from the data set of the package `vietnamadminunits` (MIT licence).

    python tools/make_places.py [--output ontology/places.ttl]

The output depends on the version of the package and on the tables below only: no clock, no network.
What the tables add to the package: the Wikidata item of each former province, the other names under which provinces
and some cities are printed, and the spelling of a few names that the package writes with a small letter.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from kg_dangbo.language.normal import canonical

PACKAGE = "vietnamadminunits"
ROOT = Path(__file__).resolve().parent.parent

# Unit types, longest first: "thị trấn" before "thị xã" before "xã".
UNIT_TYPES = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")

# Code of the former province -> Wikidata item. Cà Mau (96) has none: two sources name two different items.
# Sources: bamboo-filing-cabinet/vietnam-admin-units (2026) and Who's On First (2024), which agree on these 62.
WIKIDATA = {
    "01": "Q1858", "02": "Q36685", "04": "Q36865", "06": "Q36404", "08": "Q2332060", "10": "Q36446",
    "11": "Q36955", "12": "Q36409", "14": "Q33379", "15": "Q36349", "17": "Q36015", "19": "Q26575",
    "20": "Q33403", "22": "Q33396", "24": "Q36367", "25": "Q36610", "26": "Q27566", "27": "Q33408",
    "30": "Q36729", "31": "Q72818", "33": "Q36235", "34": "Q36681", "35": "Q36413", "36": "Q36907",
    "37": "Q36900", "38": "Q36512", "40": "Q36587", "42": "Q33351", "44": "Q23533", "45": "Q36579",
    "46": "Q36399", "48": "Q25282", "49": "Q33356", "51": "Q33304", "52": "Q36693", "54": "Q36725",
    "56": "Q33369", "58": "Q36903", "60": "Q36869", "62": "Q36315", "64": "Q36662", "66": "Q36690",
    "67": "Q36723", "68": "Q36721", "70": "Q36672", "72": "Q36608", "74": "Q36866", "75": "Q33271",
    "77": "Q36874", "79": "Q1854", "80": "Q26573", "82": "Q36666", "83": "Q33366", "84": "Q36615",
    "86": "Q7333405", "87": "Q36676", "89": "Q36592", "91": "Q36576", "92": "Q216075", "93": "Q36320",
    "94": "Q33272", "95": "Q36658",
}  # fmt: skip

# (era, code) -> other printed forms. "TP.HCM" and the like are aliases of a name, so they need no unit type; a form
# that begins with a type ("tỉnh Thừa Thiên Huế") holds for that type only.
_SAIGON = (
    "TP.HCM", "TP HCM", "TP. HCM", "TPHCM", "TP.Hồ Chí Minh", "TP Hồ Chí Minh", "TP. Hồ Chí Minh",
    "Thành phố Hồ Chí Minh",
)  # fmt: skip
_DAK_LAK = ("Đăk Lăk", "Đắc Lắc", "Đắk Lăk", "Đăk Lắk", "Đắc Lắk", "Đăk Lắc", "Dak Lak", "Daklak")
ALIASES: dict[tuple[str, str], tuple[str, ...]] = {
    ("2024", "01"): ("TP.Hà Nội", "TP Hà Nội", "TP. Hà Nội", "Thủ đô Hà Nội"),
    ("2025", "01"): ("TP.Hà Nội", "TP Hà Nội", "TP. Hà Nội", "Thủ đô Hà Nội"),
    ("2024", "06"): ("Bắc Cạn",),
    ("2024", "31"): ("TP.Hải Phòng", "TP Hải Phòng", "TP. Hải Phòng"),
    ("2025", "31"): ("TP.Hải Phòng", "TP Hải Phòng", "TP. Hải Phòng"),
    # A province named Thừa Thiên Huế until 31 December 2024; then a city under the centre.
    ("2024", "46"): (
        "tỉnh Thừa Thiên Huế", "tỉnh Thừa Thiên - Huế", "Thừa Thiên Huế", "Thừa Thiên - Huế", "Thừa Thiên-Huế",
        "TT-Huế", "TT Huế", "TP.Huế", "TP Huế", "TP. Huế",
    ),
    ("2025", "46"): ("TP.Huế", "TP Huế", "TP. Huế"),
    ("2024", "48"): ("TP.Đà Nẵng", "TP Đà Nẵng", "TP. Đà Nẵng"),
    ("2025", "48"): ("TP.Đà Nẵng", "TP Đà Nẵng", "TP. Đà Nẵng"),
    ("2024", "62"): ("Kontum", "Kon Tom"),
    ("2024", "66"): _DAK_LAK,
    ("2025", "66"): _DAK_LAK,
    ("2024", "67"): ("Đăk Nông", "Đắc Nông", "Dak Nong", "Daknong"),
    ("2025", "75"): ("thành phố Đồng Nai",),  # a city under the centre since 2026
    ("2024", "77"): ("Bà Rịa Vũng Tàu", "Bà Rịa-Vũng Tàu", "BR-VT", "BR - VT"),
    ("2024", "79"): _SAIGON,
    ("2025", "79"): _SAIGON,
    ("2024", "92"): ("TP.Cần Thơ", "TP Cần Thơ", "TP. Cần Thơ"),
    ("2025", "92"): ("TP.Cần Thơ", "TP Cần Thơ", "TP. Cần Thơ"),
    ("2024", "540"): ("Qui Nhơn",),
    ("2024", "602"): ("huyện Phú Quý",),
}  # fmt: skip

# Name -> other spellings in print, for every unit of that name in both eras: only those that are taken for something
# else without it (a person named "Krông Pắk", the district Lắk), for bodies are called by the name of the register.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "Krông Pắc": ("Krông Pắk", "Krông Păk", "Krông Păc"),
    "Xín Mần": ("Sín Mần",),
}

# Units whose type is a part of their name: bodies carry it ("Thành ủy Thành phố Hồ Chí Minh", but "Thành ủy Hà Nội").
TYPED_NAMES = {("2024", "79"): "Thành phố Hồ Chí Minh", ("2025", "79"): "Thành phố Hồ Chí Minh"}

# (former name, the day on which the unit got its present one)
FORMER_NAMES = {("2024", "46"): ("tỉnh Thừa Thiên Huế", "2025-01-01")}

# Printed forms that are mistakes or mere transliterations: found, but never shown.
HIDDEN = {"Dak Lak", "Daklak", "Dak Nong", "Daknong", "Kon Tom", "Đăk Lắc", "Đắc Lắk", "TPHCM", "BR - VT"}

HEADER = """\
# Administrative units of Viet Nam in two eras: as on 30 June 2025 ({counts2024})
# and since 1 July 2025 ({counts2025}). Written by tools/make_places.py: do not edit by hand.
#
# Source: the Python package {package} {version}, https://github.com/tranngocminhieu/vietnamadminunits
# Licence of the source: MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu. The codes are those of the General Statistics
# Office; a code names a unit only together with its era, because provinces of 2025 took over codes of other provinces.
# Wikidata items: CC0. A 2025 province is close to the item of the former province of the same name.

@prefix : <https://w3id.org/kg-dangbo/ontology#> .
@prefix u24: <https://w3id.org/kg-dangbo/ontology#unit-2024-> .
@prefix u25: <https://w3id.org/kg-dangbo/ontology#unit-2025-> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix s: <https://schema.org/> .
@prefix k: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix x: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/kg-dangbo/ontology/places> a s:Dataset ;
  dcterms:title "Đơn vị hành chính Việt Nam trước và sau 01/07/2025"@vi,
    "Administrative units of Viet Nam before and after 1 July 2025"@en ;
  dcterms:source <https://pypi.org/project/vietnamadminunits/{version}/> ;
  dcterms:license <https://spdx.org/licenses/MIT> .

"""


@dataclass(frozen=True)
class Unit:
    era: str
    code: str
    name: str  # "huyện Bình Lục"
    unit_type: str
    bare: str
    level: str
    parent: str | None
    merged_into: str | None = None
    part_into: tuple[str, ...] = ()


def spellings(item: Unit) -> tuple[str, ...]:
    """The other spellings of a unit's name, with its type, to which they belong."""
    return tuple(f"{item.unit_type} {form}" for form in SPELLINGS.get(item.bare, ()))


def split_name(printed: str) -> tuple[str, str]:
    """ "Xã Đại áng" -> ("xã", "Đại Áng"): type in lower case, every word of the name with a capital.

    "Thị trấn Nông trường Liên Sơn" keeps the small letter of its common noun.
    """
    label = canonical(printed)
    for unit_type in UNIT_TYPES:
        if label.lower().startswith(unit_type + " "):
            words = label[len(unit_type) + 1 :].split(" ")
            return unit_type, " ".join(w if w == "trường" else w[:1].upper() + w[1:] for w in words)
    raise ValueError(f"no known type in {printed!r}")


def unit(
    era: str,
    code: str,
    printed: str,
    level: str,
    parent: str | None,
    *,
    merged_into: str | None = None,
    part_into: tuple[str, ...] = (),
) -> Unit:
    unit_type, bare = split_name(printed)
    return Unit(era, code, f"{unit_type} {bare}", unit_type, bare, level, parent, merged_into, part_into)


def communes_into(
    rules: dict[str, dict[str, dict]], code_2025: dict[tuple[str, str], str]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Key of a former commune -> the code of the new one that took it over or its main part, and of those that took the
    rest. An island district without communes has the key of its district."""
    into = {
        old: code_2025[province, new]
        for province, communes in rules["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for new, parts in communes.items()
        for old in parts
    }
    rest: dict[str, tuple[str, ...]] = {}
    for province, divided in rules["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            (into[old],) = (code_2025[province, part["newWardKey"]] for part in parts if part["isDefaultNewWard"])
            codes = {code_2025[province, part["newWardKey"]] for part in parts if not part["isDefaultNewWard"]}
            rest[old] = tuple(sorted(codes - {into[old]}))
    return into, rest


def read_units(data: Path) -> list[Unit]:
    """All units of both eras, sorted by era, level and code."""
    with closing(sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)) as db:
        legacy = db.execute(
            "SELECT DISTINCT provinceKey, provinceCode, province, districtKey, districtCode, district, wardKey, "
            "wardCode, ward FROM admin_units_legacy"
        ).fetchall()
        today = db.execute(
            "SELECT DISTINCT provinceKey, provinceCode, province, wardKey, wardCode, ward FROM admin_units"
        )
        today = today.fetchall()
    rules = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    merges = rules["DICT_PROVINCE"]
    into_commune, rest = communes_into(rules, {(row[0], row[3]): row[4] for row in today})
    code_2025 = {row[0]: row[1] for row in today}
    into = {old: code_2025[new] for new, parts in merges.items() for old in parts}
    units: dict[tuple[str, str], Unit] = {}

    def add(found: Unit) -> None:
        if units.setdefault((found.era, found.code), found) != found:
            raise ValueError(f"two units have the code {found.code} in {found.era}")

    for key, province_code, province, district_key, district_code, district, ward_key, ward_code, ward in legacy:
        add(unit("2024", province_code, province, "province", None, merged_into=into[key]))
        island = into_commune.get(f"{key}_{district_key}_") if ward_code is None else None
        add(unit("2024", district_code, district, "district", province_code, merged_into=island))
        if ward_code is not None:  # island districts have no communes
            whole = f"{key}_{district_key}_{ward_key}"
            became = {"merged_into": into_commune[whole], "part_into": rest.get(whole, ())}
            add(unit("2024", ward_code, ward, "commune", district_code, **became))
    for _, province_code, province, _, ward_code, ward in today:
        add(unit("2025", province_code, province, "province", None))
        add(unit("2025", ward_code, ward, "commune", province_code))
    levels = ("province", "district", "commune")
    return sorted(units.values(), key=lambda u: (u.era, levels.index(u.level), u.code))


def wikidata(item: Unit, names: dict[str, str]) -> str | None:
    """The Wikidata item of a province; one of 2025 shares that of the former province of its name."""
    if item.level != "province":
        return None
    return WIKIDATA.get(item.code if item.era == "2024" else names[item.bare])


def to_turtle(item: Unit, qid: str | None) -> str:
    prefix = "u24" if item.era == "2024" else "u25"
    parts = [
        f"{prefix}:{item.code} a :AdministrativeUnit,s:AdministrativeArea",
        f'k:prefLabel "{item.name}"@vi',
        f':bareName "{item.bare}"',
        f':unitType "{item.unit_type}"',
        f":adminLevel :level-{item.level}",
        f':era "{item.era}"',
        's:validThrough "2025-06-30"^^x:date' if item.era == "2024" else 's:validFrom "2025-07-01"^^x:date',
    ]
    if (item.era, item.code) in TYPED_NAMES:
        parts.append(f':typedName "{TYPED_NAMES[item.era, item.code]}"')
    if (item.era, item.code) in FORMER_NAMES:
        name, day = FORMER_NAMES[item.era, item.code]
        parts += [f':formerName "{name}"', f':renamedOn "{day}"^^x:date']
    if item.parent is not None:
        parts.append(f"s:containedInPlace {prefix}:{item.parent}")
    aliases = (*ALIASES.get((item.era, item.code), ()), *spellings(item))
    for predicate, labels in (
        ("k:altLabel", [a for a in aliases if a not in HIDDEN]),
        ("k:hiddenLabel", [a for a in aliases if a in HIDDEN]),
    ):
        if labels:
            parts.append(predicate + " " + ",".join(f'"{label}"@vi' for label in labels))
    if item.merged_into is not None:
        parts.append(f":mergedInto u25:{item.merged_into}")
    if item.part_into:
        parts.append(":partMergedInto " + ",".join(f"u25:{code}" for code in item.part_into))
    if qid is not None:
        parts.append(f"k:closeMatch wd:{qid}")
    return ";".join(parts) + " .\n"


def lines(data: Path) -> Iterator[str]:
    units = read_units(data)
    known = {(u.era, u.code) for u in units}
    if not set(ALIASES) <= known:
        raise ValueError(f"aliases for unknown units: {sorted(set(ALIASES) - known)}")

    def counts(era: str) -> str:
        levels = {"province": "provinces", "district": "districts", "commune": "communes"}
        found = [(sum(u.era == era and u.level == level for u in units), plural) for level, plural in levels.items()]
        return ", ".join(f"{count:,} {plural}" for count, plural in found if count)

    yield HEADER.format(counts2024=counts("2024"), counts2025=counts("2025"), package=PACKAGE, version=version(PACKAGE))
    former = {u.bare: u.code for u in units if u.era == "2024" and u.level == "province"}
    for item in units:
        yield to_turtle(item, wikidata(item, former))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=ROOT / "ontology" / "places.ttl")
    output: Path = parser.parse_args().output
    with as_file(files(PACKAGE) / "data") as data:
        text = "".join(lines(data))
    output.write_text(text, encoding="utf-8", newline="\n")
    print(f"{output}: {len(text.encode()):,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
