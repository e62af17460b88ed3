"""A store grows, shrinks, is killed and goes on; whatever happened, it equals one that was built at once."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_dangbo.build import add, build, remove
from kg_dangbo.export import FORMATS, export
from kg_dangbo.graph import article_iri, load_dataset
from kg_dangbo.model import Extraction, PersonFact
from kg_dangbo.query import run_query, store_of
from kg_dangbo.store import NoResolver, State, Store, StoreBusyError, StoreError
from kg_dangbo.store import store as store_module
from kg_dangbo.store.bands import BANDS
from kg_dangbo.store.schema import TALLY
from kg_dangbo.validate import REPORT_FILES

DATA = Path(__file__).parent / "data"
ROWS = [json.loads(line) for line in (DATA / "gold" / "articles.jsonl").read_text("utf-8").splitlines()]
ROWS = [row for row in ROWS if len(row["text"]) < 1600][:8]


def write(folder: Path, rows: list[dict[str, str]], name: str = "news.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return file


def lines(store: Path) -> list[str]:
    """Everything that the triple store holds, as N-Quads lines in order; the sums of the ledger are right as well."""
    with Store(store) as opened:
        kept = dict(opened.ledger.connection.execute("SELECT * FROM tally WHERE value"))
        assert kept == {key: value for key, value in opened.ledger.connection.execute(TALLY) if value}
        assert list(opened.ledger.connection.execute("SELECT * FROM band")) == list(
            opened.ledger.connection.execute(BANDS)
        )
        return sorted(str(opened.quads.store).splitlines())


def merged(store: Path) -> int:
    with Store(store) as opened:
        (row,) = opened.quads.store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")  # type: ignore[union-attr]
        return int(row["n"].value)  # type: ignore[index]


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of all the articles."""
    folder = tmp_path_factory.mktemp("whole")
    build([write(folder, ROWS)], folder / "out")
    return folder / "out"


def test_the_store_holds_the_data_set_and_the_merged_view_each_triple_once(whole: Path) -> None:
    quads = list(ox.parse(path=whole / "graph.nq"))
    triples = {str(q.triple) for q in quads}
    named = sum(not isinstance(q.graph_name, ox.DefaultGraph) for q in quads)
    assert merged(whole / "store") == len(triples) < len(quads)
    assert len(lines(whole / "store")) == named + len(triples)


def test_a_store_that_grew_equals_one_that_was_built_at_once(whole: Path, tmp_path: Path) -> None:
    build([write(tmp_path, ROWS[5:])], tmp_path / "out")
    for number in (4, 0, 2, 1, 3):
        done = add([write(tmp_path, [ROWS[number]], "one.jsonl")], tmp_path / "out")
        assert (done.changed, done.removed) == (1, 0)
    assert files(tmp_path / "out") == files(whole)
    assert lines(tmp_path / "out" / "store") == lines(whole / "store")


def test_a_store_of_a_time_when_sums_were_not_kept_counts_them_and_then_keeps_them(tmp_path: Path) -> None:
    built = build([write(tmp_path, ROWS[:3])], tmp_path / "out")
    with Store(tmp_path / "out" / "store", write=True) as store:
        for trigger in ("article_changed", "article_gone"):
            store.ledger.connection.execute(f"DROP TRIGGER {trigger}")
        for table, key in (("tally", "tally"), ("band", "bands")):
            store.ledger.connection.execute(f"DROP TABLE {table}")
            store.ledger.drop_meta(key)
    with Store(tmp_path / "out" / "store") as store:  # to read only: nothing can be put in order
        assert store.ledger.counts().facts == built.facts
    added = add([write(tmp_path, ROWS[3:5])], tmp_path / "out")
    assert added.articles == 5
    assert added.facts == build([write(tmp_path, ROWS[:5])], tmp_path / "again").facts
    assert lines(tmp_path / "out" / "store") == lines(tmp_path / "again" / "store")


def test_a_removal_takes_back_what_only_that_article_said(whole: Path, tmp_path: Path) -> None:
    build([write(tmp_path, ROWS)], tmp_path / "out")
    done = remove([ROWS[0]["id"], ROWS[3]["id"]], tmp_path / "out")
    assert done.removed == 2
    rest = [row for number, row in enumerate(ROWS) if number not in (0, 3)]
    build([write(tmp_path, rest, "rest.jsonl")], tmp_path / "rest")
    assert files(tmp_path / "out") == files(tmp_path / "rest")
    assert lines(tmp_path / "out" / "store") == lines(tmp_path / "rest" / "store")
    with pytest.raises(KeyError, match="no article 'nobody'"):
        remove([ROWS[1]["id"], "nobody"], tmp_path / "out")
    assert lines(tmp_path / "out" / "store") == lines(tmp_path / "rest" / "store")


def test_a_changed_article_replaces_its_facts_and_the_others_are_skipped(tmp_path: Path) -> None:
    out, changed = tmp_path / "out", [dict(row) for row in ROWS]
    build([write(tmp_path, ROWS)], out)
    changed[2]["text"] = changed[5]["text"]
    done = build([write(tmp_path, changed)], out)
    assert (done.changed, done.unchanged, done.removed) == (1, len(ROWS) - 1, 0)
    build([write(tmp_path, changed)], tmp_path / "fresh")
    assert lines(out / "store") == lines(tmp_path / "fresh" / "store")
    assert files(out) == files(tmp_path / "fresh")
    again = build([write(tmp_path, changed)], out)
    assert (again.changed, again.unchanged) == (0, len(ROWS))


def test_a_build_is_of_its_inputs_and_of_nothing_else(whole: Path, tmp_path: Path) -> None:
    build([write(tmp_path, ROWS)], tmp_path / "out")
    done = build([write(tmp_path, ROWS[:3])], tmp_path / "out")
    assert (done.removed, done.articles) == (len(ROWS) - 3, 3)
    build([write(tmp_path, ROWS[:3])], tmp_path / "fresh")
    assert lines(tmp_path / "out" / "store") == lines(tmp_path / "fresh" / "store")


@pytest.mark.parametrize("many", [4_000, 1])
def test_filling_anew_gives_the_same_store(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(store_module, "_MANY", many)
    monkeypatch.setattr(store_module, "_AT_ONCE", 4)
    monkeypatch.setattr(store_module, "_FEW", 1)
    monkeypatch.setattr(store_module, "BATCH", 3)
    monkeypatch.setattr("kg_dangbo.store.update._SHARD", 1)
    out = tmp_path / "out"
    build([write(tmp_path, ROWS)], out, base="https://example.org/")
    build([write(tmp_path, ROWS)], out)  # another base: every graph is another
    assert lines(out / "store") == lines(whole / "store")
    half = [{**row, "text": row["text"] + "\n"} if number % 2 else row for number, row in enumerate(ROWS)]
    build([write(tmp_path, half)], out)
    build([write(tmp_path, ROWS)], out)
    assert lines(out / "store") == lines(whole / "store")
    assert files(out) == files(whole)


def test_four_workers_give_the_same_as_one_in_any_order(whole: Path, tmp_path: Path) -> None:
    shuffled = ROWS[::-1]
    inputs = [write(tmp_path, shuffled[:3], "z.jsonl"), write(tmp_path, shuffled[3:], "a.jsonl")]
    build(inputs, tmp_path / "out", workers=4)
    assert files(tmp_path / "out") == files(whole)
    assert lines(tmp_path / "out" / "store") == lines(whole / "store")


def test_copies_are_linked_whenever_they_come_and_unlinked_when_one_goes(tmp_path: Path) -> None:
    """A copy at another paper, a copy of the copy, and the same page at a second address."""
    page = {**ROWS[0], "id": "first", "url": "https://a.example/1", "publisher": "Báo A", "published": "2022-05-01"}
    others = [
        {**page, "id": "copy", "url": "https://b.example/1", "publisher": "Báo B", "published": "2022-05-02"},
        {**page, "id": "again", "url": "https://a.example/2", "published": "2022-05-03"},
        {**page, "id": "abridged", "url": "https://c.example/", "publisher": "Báo C", "text": page["text"][:-40]},
    ]
    rows = [page, *others, *ROWS[1:4]]
    done = build([write(tmp_path, rows)], tmp_path / "whole")
    assert (done.copies, done.same_pages, done.articles) == (2, 1, 6)
    for number, order in enumerate(([0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1])):
        out = tmp_path / f"out{number}"
        build([write(tmp_path, ROWS[1:4])], out)
        for place in order:
            add([write(tmp_path, [rows[place]])], out)
        assert files(out) == files(tmp_path / "whole")
        assert lines(out / "store") == lines(tmp_path / "whole" / "store")
        gone = rows[number]["id"]
        remove([gone], out)
        build([write(tmp_path, [row for row in rows if row["id"] != gone])], tmp_path / f"rest{number}")
        assert files(out) == files(tmp_path / f"rest{number}")
        assert lines(out / "store") == lines(tmp_path / f"rest{number}" / "store")


def command(news: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "kg_dangbo", "build", str(news), "-o", str(out), "-q", "--workers", "1"]


def test_a_build_that_is_killed_goes_on(whole: Path, tmp_path: Path) -> None:
    """`kill -9` at moments spread over the run; at the end the same command completes it."""
    news, out = write(tmp_path, ROWS), tmp_path / "out"
    started = time.monotonic()
    subprocess.run(command(news, tmp_path / "measured"), check=True)
    length = time.monotonic() - started
    chance, killed = random.Random(7), 0
    for _ in range(6):
        process = subprocess.Popen(command(news, out))
        try:
            process.wait(length * chance.uniform(0.15, 0.95))
        except subprocess.TimeoutExpired:
            process.kill()
            killed += process.wait() == -signal.SIGKILL
    assert killed
    subprocess.run(command(news, out), check=True)
    assert files(out) == files(whole)
    assert lines(out / "store") == lines(whole / "store")
    assert not list(out.glob("store/**/*.part"))


@pytest.mark.parametrize("step", ["load", "_share", "replace", "change_shared", "load_default"])
def test_what_was_cut_off_between_the_two_databases_is_finished(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    out = tmp_path / "out"
    if step == "replace":
        build([write(tmp_path, [{**row, "text": row["text"] + "\nThêm."} for row in ROWS])], out)
    owner = Store if step == "_share" else store_module.QuadStore
    genuine = getattr(owner, step)

    def cut_off(self: object, *arguments: object, **named: object) -> None:
        genuine(self, *arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, step, cut_off)
    with pytest.raises(KeyboardInterrupt):
        build([write(tmp_path, ROWS)], out)
    monkeypatch.undo()
    left = out / "store" / "quads" / "bulk-1.sst"
    left.touch()  # the file of a load that was killed
    build([write(tmp_path, ROWS)], out)
    assert lines(out / "store") == lines(whole / "store")
    assert not left.exists()


def test_a_second_build_is_refused_and_changes_nothing(whole: Path, tmp_path: Path) -> None:
    before = lines(whole / "store")
    with Store(whole / "store", write=True):
        ran = subprocess.run(command(write(tmp_path, ROWS[:1]), whole), capture_output=True, text=True, check=False)
        assert ran.returncode == 2
        assert f"another command is at work on this store (process {os.getpid()})" in ran.stderr
        assert len(ran.stderr.strip().splitlines()) == 1
        with pytest.raises(StoreBusyError):
            Store(whole / "store")
    assert lines(whole / "store") == before
    one, two = Store(whole / "store"), Store(whole / "store")  # two readers are welcome
    with pytest.raises(StoreBusyError):
        Store(whole / "store", write=True)
    one.close()
    two.close()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    news = write(tmp_path, ROWS[:1])
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file" / "out", Path("/proc/nowhere")):
        with pytest.raises(StoreError, match=str(out)):
            build([news], out)
    if os.geteuid():  # root may write everywhere
        folder = tmp_path / "closed"
        folder.mkdir(mode=0o500)
        with pytest.raises(StoreError, match=r"cannot be written .*check its permissions"):
            build([news], folder / "out")


def test_a_full_disk_is_one_line_and_the_store_goes_on(whole: Path, tmp_path: Path) -> None:
    """The limit on the size of files stands for the disk: both databases get an error from the system."""
    news, out = write(tmp_path, ROWS), tmp_path / "out"
    build([write(tmp_path, ROWS[:1], "one.jsonl")], out)
    before = lines(out / "store")
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); " \
            "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)); " \
            "from kg_dangbo.cli import main; main()"  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", limit, *command(news, out)[3:]], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2, ran.stderr
    assert "store" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert len(before) <= len(lines(out / "store"))
    build([news], out)
    assert lines(out / "store") == lines(whole / "store")


def test_what_is_no_store_is_not_made_one_by_asking(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        add([write(tmp_path, ROWS[:1])], tmp_path / "out")
    assert not (tmp_path / "out").exists()


class Merging(NoResolver):
    """Takes all persons of one name for one: good enough to see what a resolver does to a store."""

    name = "merging"

    def decide(self, ledger, changed, gone):  # type: ignore[no-untyped-def]
        found = {}
        for id_ in ledger.ids():
            keys = {
                fact.key: f"person:{fact.name}" for fact in ledger.extraction(id_).facts if isinstance(fact, PersonFact)
            }
            found[id_] = keys
        return found


def test_a_resolver_renames_before_iris_are_made_and_can_be_taken_back(whole: Path, tmp_path: Path) -> None:
    out, news = tmp_path / "out", write(tmp_path, ROWS)
    build([news], out)
    done = build([news], out, resolver=Merging())
    assert done.changed == 0  # nothing was extracted again
    assert lines(out / "store") != lines(whole / "store")
    build([news], tmp_path / "fresh", resolver=Merging())
    assert lines(out / "store") == lines(tmp_path / "fresh" / "store")
    build([news], out)
    assert lines(out / "store") == lines(whole / "store")


def test_the_ledger_gives_an_extraction_back(whole: Path) -> None:
    with Store(whole / "store") as store:
        assert store.ledger.ids(State.STORED) == sorted((r["id"] for r in ROWS), key=lambda i: str(article_iri(i)))
        told = store.ledger.extraction(ROWS[0]["id"])
        assert isinstance(told, Extraction)
        assert told.article.text == ""
        assert len(told.article.sha256) == 64


def test_questions_and_exports_read_the_store(whole: Path, tmp_path: Path) -> None:
    """The same answers and the same bytes, from the store and from the file."""
    for source in (whole, whole / "store"):
        answer = run_query(source, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert answer.rows == ((str(merged(whole / "store")),),)
    quads = load_dataset(whole)
    for form in sorted(set(FORMATS) - {"parquet", "dataset"}):  # an extra; and one that describes the files beside it
        ours = export(whole, form, tmp_path / "store" / form)
        theirs = export(quads, form, tmp_path / "file" / form)
        assert [p.read_bytes() for p in ours] == [p.read_bytes() for p in theirs], form
    assert run_query(store_of(quads), "ASK { GRAPH ?g { ?s ?p ?o } }").rows == (("true",),)


def test_a_large_build_writes_quads_only_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg_dangbo.build.SMALL", 3)
    out = tmp_path / "out"
    small = build([write(tmp_path, ROWS[:3])], out)
    assert small.small
    large = build([write(tmp_path, ROWS[:5])], out)
    assert not large.small
    assert set(files(out)) == {"graph.nq", *REPORT_FILES}
    reports = files(out)
    monkeypatch.undo()
    build([write(tmp_path, ROWS[:5])], tmp_path / "same")
    assert all(files(tmp_path / "same")[name] == reports[name] for name in reports)  # one manner at any size
    monkeypatch.setattr("kg_dangbo.build.SMALL", 3)
    assert sum(1 for _ in ox.parse(path=out / "graph.nq")) == len(lines(out / "store")) - merged(out / "store") + len(
        {str(q.triple) for q in ox.parse(path=out / "graph.nq") if isinstance(q.graph_name, ox.DefaultGraph)}
    )
    assert export(out, "ttl", tmp_path / "x.ttl")[0].is_file()  # asked for, it is streamed
    add([write(tmp_path, ROWS[5:6])], out)
    assert files(out) == {}  # what does not say the same any more is removed
    ran = subprocess.run(
        [sys.executable, "-m", "kg_dangbo", "export", "nq", "-b", str(out)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == str(out / "graph.nq")
    build([write(tmp_path, ROWS[:6])], tmp_path / "fresh")
    assert files(out)["graph.nq"] == files(tmp_path / "fresh")["graph.nq"]


def test_status_compact_and_backup(whole: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "kg_dangbo", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    told = json.loads(run("status", str(whole)))
    assert (told["articles"], told["unfinished"]) == (len(ROWS), 0)
    before = lines(whole / "store")
    assert run("backup", str(tmp_path / "copy"), "-b", str(whole)).strip() == str(tmp_path / "copy")
    run("compact", str(whole))
    assert lines(whole / "store") == lines(tmp_path / "copy") == before
    remove([ROWS[0]["id"]], tmp_path / "elsewhere", store=tmp_path / "copy")  # the copy lives by itself
    assert lines(whole / "store") == before
    again = subprocess.run(
        [sys.executable, "-m", "kg_dangbo", "backup", str(tmp_path / "copy"), "-b", str(whole)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (again.returncode, "exists already" in again.stderr) == (2, True)


def test_a_build_that_is_interrupted_ends_with_130_and_goes_on(whole: Path, tmp_path: Path) -> None:
    news, out = write(tmp_path, ROWS * 1), tmp_path / "out"
    process = subprocess.Popen(command(news, out), stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not (out / "store" / "ledger.db").exists():
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode in (0, 130), told
    assert "Traceback" not in told
    subprocess.run(command(news, out), check=True)
    assert lines(out / "store") == lines(whole / "store")
