"""Places of both eras are found by name and parent, and the file is the one that its generator writes."""

import importlib.util
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_dangbo.data import data_dir
from kg_dangbo.vocabulary import Places, VocabularyError, load_vocabulary
from kg_dangbo.vocabulary.place_files import read_places

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def places() -> Places:
    return load_vocabulary().places


def test_numbers_of_units(places: Places) -> None:
    def count(era: str, level: str) -> int:
        return sum(p.era == era and p.level == f"level-{level}" for p in places)

    assert [count("2024", level) for level in ("province", "district", "commune")] == [63, 696, 10_035]
    assert [count("2025", level) for level in ("province", "district", "commune")] == [34, 0, 3_321]
    assert len(places.provinces("2024")) == 63
    assert len(places.provinces("2025")) == 34
    assert len(places) == 14_149


def test_every_unit_is_whole(places: Places) -> None:
    depth = {"level-province": 0, "level-district": 1, "level-commune": 2}
    for place in places:
        assert place.name == f"{place.unit_type} {place.bare}"
        assert "(" not in place.name
        parent = places.parent_of(place)
        if parent is None:
            assert place.level == "level-province"
        else:
            assert depth[parent.level] < depth[place.level]
            assert parent.era == place.era
            assert place in places.children(parent)
        assert places.province_of(place).level == "level-province"


def test_every_former_province_has_a_successor(places: Places) -> None:
    successors = {places.successor_of(p) for p in places.provinces("2024")}
    assert successors == set(places.provinces("2025"))
    assert all(places.successor_of(p) is None for p in places.provinces("2025"))


def test_every_former_commune_has_a_successor_and_every_new_one_comes_from_some(places: Places) -> None:
    old = [p for p in places if p.era == "2024" and p.level == "level-commune"]
    for place in old:
        new = places.successor_of(place)
        assert new is not None
        assert (new.era, new.level) == ("2025", "level-commune")
        assert places.province_of(new) == places.successor_of(places.province_of(place))
        assert place in places.predecessors_of(new)
        for part in place.part_into:
            other = places.get(part)
            assert other is not None
            assert other != new
            assert place in places.predecessors_of(other)
    new = [p for p in places if p.era == "2025"]
    assert all(places.predecessors_of(p) for p in new)
    assert sum(bool(p.part_into) for p in old) > 400


def test_a_new_commune_is_made_of_its_parts(places: Places) -> None:
    (new,) = places.find("Bình Mỹ", "xã", "2025", "unit-2025-37")
    assert [p.name for p in places.predecessors_of(new)] == ["thị trấn Bình Mỹ", "xã Đồn Xá", "xã La Sơn"]


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("Hà Nam", "Ninh Bình"),
        ("Yên Bái", "Lào Cai"),
        ("Long An", "Tây Ninh"),
        ("Kon Tum", "Quảng Ngãi"),
        ("Huế", "Huế"),
    ],
)
def test_mergers(places: Places, former: str, now: str) -> None:
    province = places.province_named(former, "2024")
    assert province is not None
    assert places.successor_of(province) == places.province_named(now, "2025")


@pytest.mark.parametrize(
    ("printed", "place_id"),
    [
        ("TP.HCM", "unit-2024-79"),
        ("TPHCM", "unit-2024-79"),
        ("TP Hồ Chí Minh", "unit-2024-79"),
        ("Thành phố Hồ Chí Minh", "unit-2024-79"),
        ("Hồ Chí Minh", "unit-2024-79"),
        ("Thừa Thiên - Huế", "unit-2024-46"),
        ("tỉnh Thừa Thiên – Huế", "unit-2024-46"),
        ("Bà Rịa – Vũng Tàu", "unit-2024-77"),
        ("Đăk Lăk", "unit-2024-66"),
        ("Đắk Lắk", "unit-2024-66"),
        ("Đắc Lắc", "unit-2024-66"),
        ("Hoà Bình", "unit-2024-17"),
        ("TỈNH THANH HOÁ", "unit-2024-38"),
        ("tỉnh Hà Nam", "unit-2024-35"),
        ("TP. Đà Nẵng", "unit-2024-48"),
    ],
)
def test_provinces_by_their_printed_names(places: Places, printed: str, place_id: str) -> None:
    province = places.province_named(printed)
    assert province is not None
    assert province.id == place_id


def test_a_province_of_one_era_only(places: Places) -> None:
    assert places.province_named("Hà Nam", "2025") is None
    assert places.province_named("Bình Lục") is None
    assert places.province_named("huyện Hà Nam") is None


def test_names_repeat(places: Places) -> None:
    assert len(places.find("Tân Thành", era="2024")) > 30
    assert places.resolve("Tân Thành", "xã") is None
    assert places.resolve("An Lão", "huyện") is None  # in Hải Phòng and in Bình Định
    hai_phong = places.resolve("An Lão", "huyện", "Hải Phòng")
    binh_dinh = places.resolve("An Lão", "huyện", "Bình Định")
    assert hai_phong is not None
    assert binh_dinh is not None
    assert hai_phong.id != binh_dinh.id


def test_find_by_type_era_and_ancestor(places: Places) -> None:
    ids = [p.id for p in places.find("Bình Lục")]
    assert ids[0] == "unit-2024-352"
    assert all(i.startswith("unit-2025-") for i in ids[1:])
    assert len(ids) > 1
    assert [p.id for p in places.find("huyện Bình Lục")] == ["unit-2024-352"]
    assert [p.id for p in places.find("bình  LỤC", unit_type="Huyện")] == ["unit-2024-352"]
    within = places.find("Bình Mỹ", within="unit-2024-352")
    assert [p.name for p in within] == ["thị trấn Bình Mỹ"]
    assert places.find("Bình Mỹ", era="2025", within="unit-2024-352") == []
    assert places.find("không có nơi này") == []


def test_resolve_with_its_parent(places: Places) -> None:
    district = places.resolve("Bình Lục", "huyện", "Hà Nam")
    assert district is not None
    assert district.id == "unit-2024-352"
    commune = places.resolve("Tràng An", "xã", district)
    assert commune is not None
    assert commune.parent == district.id
    assert places.province_of(commune).bare == "Hà Nam"
    now = places.resolve("Bình Lục", "xã", "Ninh Bình", "2025")
    assert now is not None
    assert now.era == "2025"
    assert places.resolve("Bình Lục", "xã", "Hà Nam", "2025") is None  # the province is of the other era
    assert places.resolve("Bình Lục", "huyện", "Atlantis") is None


def test_resolve_takes_a_unit_whose_type_changed(places: Places) -> None:
    town = places.resolve("Duy Tiên", "huyện", "Hà Nam")
    assert town is not None
    assert town.unit_type == "thị xã"
    assert places.resolve("Duy Tiên", "xã", "Hà Nam") is None, "never across levels"


def test_one_name_for_several_levels(places: Places) -> None:
    assert places.resolve("Quảng Ninh") is None
    province = places.resolve("Quảng Ninh", "tỉnh")
    assert province is not None
    assert province.level == "level-province"


def test_numbered_units(places: Places) -> None:
    district = places.resolve("1", "quận", "TP.HCM")
    assert district is not None
    assert district.name == "quận 1"
    assert places.find("Quận 1", era="2024") == [district]


@given(st.text(max_size=30), st.sampled_from([None, "xã", "huyện", "x"]))
def test_any_name_may_be_asked_for(name: str, unit_type: str | None) -> None:
    places = load_vocabulary().places
    assert isinstance(places.find(name, unit_type), list)
    places.resolve(name, unit_type, "Hà Nam")


def test_the_file_is_small_and_says_where_it_comes_from() -> None:
    file = data_dir("ontology") / "places.ttl"
    text = file.read_text(encoding="utf-8")
    assert len(text.encode()) < 4_000_000
    assert "vietnamadminunits" in text[:1000]
    assert "MIT" in text[:1000]
    close = [q for q in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE) if q.predicate.value.endswith("closeMatch")]
    subjects = {q.subject.value.rpartition("#")[2] for q in close}
    assert len(close) == 62 + 33
    assert "unit-2024-96" not in subjects, "two sources name two items for Cà Mau"


def test_rdflib_reads_the_same_triples() -> None:
    from rdflib import Graph

    text = (data_dir("ontology") / "places.ttl").read_text(encoding="utf-8")
    head, _, body = text.partition("\nu24:01 ")
    some = head + "\nu24:01 " + "\n".join(body.split("\n")[::150])
    ours = {
        (q.subject.value, q.predicate.value, q.object.value)
        for q in pyoxigraph.parse(some, pyoxigraph.RdfFormat.TURTLE)
    }
    theirs = {(str(s), str(p), str(o)) for s, p, o in Graph().parse(data=some, format="turtle")}
    assert ours == theirs
    assert len(ours) > 800


def test_the_generator_writes_this_file() -> None:
    pytest.importorskip("vietnamadminunits", reason="the generator's source is an extra")
    from importlib.resources import as_file, files

    spec = importlib.util.spec_from_file_location("make_places", ROOT / "tools" / "make_places.py")
    assert spec is not None
    assert spec.loader is not None
    make_places = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["make_places"] = make_places  # dataclasses look their module up
    spec.loader.exec_module(make_places)
    with as_file(files("vietnamadminunits") / "data") as data:
        written = "".join(make_places.lines(data))
    assert written == (data_dir("ontology") / "places.ttl").read_text(encoding="utf-8")


PLACE = """
@prefix : <https://w3id.org/kg-dangbo/ontology#> .
@prefix k: <http://www.w3.org/2004/02/skos/core#> .
@prefix s: <https://schema.org/> .
"""


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('k:prefLabel "xã A"@vi; :bareName "A"; :unitType "xã"; :era "2024" .', "level"),
        ('k:prefLabel "xã A"@vi; :bareName "A"; :unitType "xã"; :adminLevel :level-commune; :era "1999" .', "1999"),
        (
            'k:prefLabel "xã A"@vi; :bareName "A"; :unitType "xã"; :adminLevel :level-commune; :era "2024"; '
            "s:containedInPlace :unit-2024-9 .",
            "unit-2024-9",
        ),
    ],
)
def test_broken_units_are_named(tmp_path: Path, body: str, message: str) -> None:
    file = tmp_path / "places.ttl"
    file.write_text(PLACE + ":unit-2024-1 " + body, encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        read_places(file)
