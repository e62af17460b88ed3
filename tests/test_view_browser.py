"""The page in a real Chromium that has no network: search, filter, click, language, hostile words, big graphs."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import chromium, complaints, requests
from composed_facts import write_build

from kg_dangbo.view import write_page

ARROW_DOWN, ENTER, ESCAPE, TAB = "\ue015", "\ue007", "\ue00c", "\ue004"
HEADING = 'Đồ thị <script>window.broken=1</script> & "x"'


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = write_build(tmp_path_factory.mktemp("build"))
    return {
        "graph": write_page(folder, folder / "graph.html", title=HEADING),
        "plain": write_page(folder, folder / "plain.html"),
        "big": write_page(folder, folder / "big.html", drawn_at_most=8),
        "empty": write_page([], folder / "empty.html"),
    }


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def opened(driver: Any, pages: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    """Opens a page; afterwards nothing may have been requested but the file, and the console must be silent."""
    asked: set[str] = set()

    def go(name: str = "graph", hash_: str = "") -> Any:
        driver.get("about:blank")
        requests(driver)
        complaints(driver)
        url = pages[name].as_uri()
        asked.add(url)
        driver.get(url + hash_)
        return driver

    yield go
    assert {url.split("#")[0] for url in requests(driver)} <= asked
    assert complaints(driver) == []


def css(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def every(driver: Any, selector: str) -> list[Any]:
    return list(driver.find_elements("css selector", selector))


def text(driver: Any, selector: str) -> str:
    return str(css(driver, selector).text)


def type_search(driver: Any, query: str) -> list[str]:
    box = css(driver, "#search")
    box.clear()
    box.send_keys(query)
    return [item.text.split("\n")[0] for item in every(driver, "#results li")]


def visible(driver: Any) -> set[str]:
    """The names of the nodes that the canvas shows."""
    script = """const { network } = kgDangbo, nodes = network.body.data.nodes;
      const names = JSON.parse(document.getElementById("data").textContent).entities;
      return nodes.get().filter((node) => !node.hidden).map((node) => names[node.id].v);"""
    return set(driver.execute_script(script))


def click_canvas(driver: Any, script: str) -> None:
    """A real click of the mouse at the point of the canvas that a script gives as [x, y]."""
    from selenium.webdriver.common.action_chains import ActionChains

    x, y = driver.execute_script(
        f"const point = (() => {{ const {{ network }} = kgDangbo; {script} }})();"
        "const box = document.querySelector('#graph canvas').getBoundingClientRect();"
        "return [Math.round(box.left + point.x), Math.round(box.top + point.y)];"
    )
    actions = ActionChains(driver)
    actions.w3c_actions.pointer_action.move_to_location(x, y)
    actions.w3c_actions.pointer_action.click()
    actions.perform()
    wait(lambda: driver.execute_script("return kgDangbo.state.node !== null || kgDangbo.state.link !== null"))


def wait(condition: Callable[[], Any], seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "the page did not get there in time"
        time.sleep(0.05)


def node_point(name: str) -> str:
    return f"""const data = JSON.parse(document.getElementById("data").textContent);
      return network.canvasToDOM(network.getPosition(data.entities.findIndex((e) => e.v === {name!r})));"""


def test_it_opens_in_vietnamese_and_asks_for_nothing(opened: Callable[..., Any]) -> None:
    driver = opened("plain")
    assert css(driver, "html").get_attribute("lang") == "vi"
    assert text(driver, "h1") == "Đồ thị tri thức từ tin xây dựng Đảng"
    assert "29 thực thể" in text(driver, "#counts")
    assert "4 bài báo" in text(driver, "#counts")
    assert "Cách đọc biểu đồ".upper() == text(driver, "#panel h2").upper()
    assert "article" not in "".join(visible(driver))
    assert "son-ha-02" not in visible(driver), "articles are not drawn until they are asked for"


def test_the_canvas_is_painted(opened: Callable[..., Any]) -> None:
    driver = opened()
    colours = driver.execute_script(
        """const canvas = document.querySelector("#graph canvas");
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        const seen = new Set();
        for (let i = 0; i < pixels.length; i += 4) {
          if (pixels[i + 3]) seen.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
        }
        return [...seen];"""
    )
    assert {0xD55E00, 0x0072B2, 0x3D4756} <= set(colours), "party, state and person are there in their colours"


@pytest.mark.parametrize("query", ["Lê Quốc Bảo", "le quoc bao", "LÊ QUỐC", "bao quoc"])
def test_search_works_with_and_without_tone_marks(opened: Callable[..., Any], query: str) -> None:
    assert type_search(opened(), query) == ["Lê Quốc Bảo"]


def test_search_knows_that_d_is_no_d(opened: Callable[..., Any]) -> None:
    driver = opened()
    assert type_search(driver, "do thi mai") == ["Đỗ Thị Mai"]
    assert type_search(driver, "đảng bộ xã tân lập")[0] == "Đảng bộ xã Tân Lập"
    assert type_search(driver, "UBND huyen") == ["Ủy ban nhân dân huyện Bình Minh"], "other names are searched too"
    assert type_search(driver, "khong co ai") == []
    assert text(driver, "#found") == "Không có kết quả"


def test_two_persons_of_one_name_can_be_told_apart(opened: Callable[..., Any]) -> None:
    driver = opened()
    type_search(driver, "tran van lam")
    hints = [item.text for item in every(driver, "#results li small")]
    assert len(hints) == 2
    assert any("Biển Xanh" in hint for hint in hints)


def test_search_by_keyboard_opens_the_panel_and_brings_the_node_into_view(opened: Callable[..., Any]) -> None:
    driver = opened()
    type_search(driver, "tran van lam")
    box = css(driver, "#search")
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(ARROW_DOWN, ENTER)
    assert box.get_attribute("aria-expanded") == "false"
    assert text(driver, "#panel h2") == "Trần Văn Lâm"
    assert "Biển Xanh" in text(driver, "#panel")
    inside = driver.execute_script(
        """const { network, state } = kgDangbo, at = network.canvasToDOM(network.getPosition(state.node));
        const { clientWidth, clientHeight } = document.getElementById("graph");
        return at.x > 0 && at.y > 0 && at.x < clientWidth && at.y < clientHeight;"""
    )
    assert inside


def test_the_panel_tells_facts_with_quotation_and_article(opened: Callable[..., Any]) -> None:
    driver = opened()
    type_search(driver, "ngo thi hanh")
    css(driver, "#search").send_keys(ENTER)
    panel = text(driver, "#panel")
    for told in ("Chủ tịch", "Ủy ban nhân dân huyện Bình Minh", "nguyên", "28/04/2022", "người dự"):
        assert told in panel
    marked = [mark.text for mark in every(driver, "#panel blockquote mark")]
    assert "Ngô Thị Hạnh, nguyên Chủ tịch UBND huyện" in marked
    footer = text(driver, "#panel blockquote footer")
    assert footer.startswith("Huyện Bình Minh sơ kết thực hiện Kết luận số 01 (Báo Sơn Hà, 29/04/2022)")
    link = css(driver, "#panel blockquote footer a[target=_blank]")
    assert link.get_attribute("href") == "https://bao-sonha.example/1"
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"


def test_clicking_a_node_shows_it_and_dims_what_is_far(opened: Callable[..., Any]) -> None:
    driver = opened()
    click_canvas(driver, node_point("Tỉnh ủy Sơn Hà"))
    assert text(driver, "#panel h2") == "Tỉnh ủy Sơn Hà"
    assert "Tổ chức đảng" in text(driver, "#panel .kind")
    opacity = driver.execute_script(
        """const names = JSON.parse(document.getElementById("data").textContent).entities;
        return Object.fromEntries(kgDangbo.network.body.data.nodes.get().map((n) => [names[n.id].v, n.opacity]));"""
    )
    assert opacity["Huyện ủy Bình Minh"] == 1
    assert opacity["Ngày thứ bảy vì dân"] < 0.5
    css(driver, "#reset").click()
    assert text(driver, "#panel h2").upper() == "CÁCH ĐỌC BIỂU ĐỒ"
    assert not css(driver, "#reset").is_enabled()


def test_clicking_a_line_shows_its_statement(opened: Callable[..., Any]) -> None:
    driver = opened()
    click_canvas(
        driver,
        """const data = JSON.parse(document.getElementById("data").textContent);
        const name = (i) => data.entities[i].v;
        const link = data.links.find((l) => name(l.s) === "Đỗ Thị Mai" && l.k === "post");
        const [a, b] = [link.s, link.t].map((i) => network.canvasToDOM(network.getPosition(i)));
        return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };""",
    )
    assert text(driver, "#panel h2") == "Chánh Thanh tra"
    assert text(driver, "#panel .kind") == "Đỗ Thị Mai → Thanh tra tỉnh Sơn Hà"
    assert "quyền, phụ trách" in text(driver, "#panel .fact")
    assert "Đỗ Thị Mai, quyền Chánh Thanh tra tỉnh" in text(driver, "#panel blockquote")


def test_names_in_the_panel_lead_on(opened: Callable[..., Any]) -> None:
    driver = opened()
    type_search(driver, "ket luan so 01")
    css(driver, "#search").send_keys(ENTER)
    assert text(driver, "#panel h2") == "Kết luận số 01-KL/TW"
    next(a for a in every(driver, "#panel .fact a") if a.text == "Bộ Chính trị").click()
    assert text(driver, "#panel h2") == "Bộ Chính trị"


def test_the_legend_filters_by_kind_and_counts(opened: Callable[..., Any]) -> None:
    driver = opened()
    persons = css(driver, "#legend [data-key=person]")
    assert persons.text.split("\n") == ["Người", "5"]
    assert "Đỗ Thị Mai" in visible(driver)
    persons.click()
    assert css(driver, "#legend [data-key=person]").get_attribute("aria-pressed") == "false"
    assert "Đỗ Thị Mai" not in visible(driver)
    assert "Tỉnh ủy Sơn Hà" in visible(driver)
    css(driver, "#show-all").click()
    assert "Đỗ Thị Mai" in visible(driver)
    css(driver, "#legend [data-key=article]").click()
    assert "son-ha-02" in visible(driver)


def test_what_is_hidden_is_shown_when_it_is_searched(opened: Callable[..., Any]) -> None:
    driver = opened()
    css(driver, "#legend [data-key=person]").click()
    type_search(driver, "do thi mai")
    css(driver, "#search").send_keys(ENTER)
    assert "Đỗ Thị Mai" in visible(driver)


def test_links_can_be_filtered(opened: Callable[..., Any]) -> None:
    driver = opened()

    def shown() -> int:
        return int(
            driver.execute_script("return kgDangbo.network.body.data.edges.get().filter((e) => !e.hidden).length")
        )

    before = shown()
    button = css(driver, "#relations [data-key=post]")
    count = int(button.text.split("\n")[1])
    button.click()
    assert shown() == before - count


def test_one_article_can_be_looked_at_alone(opened: Callable[..., Any]) -> None:
    from selenium.webdriver.support.select import Select

    driver = opened()
    before = driver.execute_script("return kgDangbo.network.getPositions()")
    Select(css(driver, "#article")).select_by_visible_text("16/06/2022 – son-ha-02")
    assert {"Đỗ Thị Mai", "Trần Văn Lâm", "Tỉnh ủy Sơn Hà", "Kế hoạch số 12-KH/TU"} <= visible(driver)
    assert not {"Lê Quốc Bảo", "Chỉ thị số 05-CT/TW"} & visible(driver)
    assert text(driver, "#panel h2") == "son-ha-02"
    assert "60%" in text(driver, "#panel")
    Select(css(driver, "#article")).select_by_index(0)
    assert "Lê Quốc Bảo" in visible(driver)
    assert driver.execute_script("return kgDangbo.network.getPositions()") == before


def test_english_is_one_switch_away_and_stays_in_the_address(opened: Callable[..., Any]) -> None:
    driver = opened()
    type_search(driver, "ngo thi hanh")
    css(driver, "#search").send_keys(ENTER)
    css(driver, "#language [data-language=en]").click()
    assert css(driver, "html").get_attribute("lang") == "en"
    assert css(driver, "#language [data-language=en]").get_attribute("aria-pressed") == "true"
    assert "29 entities" in text(driver, "#counts")
    assert css(driver, "#legend [data-key=state]").text.split("\n") == ["State body", "2"]
    panel = text(driver, "#panel")
    for told in ("Chairperson", "former", "As reported on", "attendee"):
        assert told in panel
    assert "lang=en" in driver.current_url
    driver.refresh()
    assert css(driver, "html").get_attribute("lang") == "en"
    assert text(driver, "#panel h2") == "Ngô Thị Hạnh", "the chosen node is in the address too"
    css(driver, "#language [data-language=vi]").click()
    assert "lang" not in driver.current_url
    assert "nguyên" in text(driver, "#panel")


def test_hostile_words_are_shown_as_words(opened: Callable[..., Any]) -> None:
    driver = opened()
    assert text(driver, "h1") == HEADING
    type_search(driver, "hyperlink")
    css(driver, "#search").send_keys(ENTER)
    assert text(driver, "#panel h2") == '=HYPERLINK("http://evil.example";"x")'
    assert "</script><script>alert(1)</script>" in text(driver, "#panel blockquote footer")
    assert not every(driver, "a[href^='javascript:']")
    assert every(driver, "#panel a[target=_blank]") == [], "an address that is not http or https is no link"
    assert driver.execute_script("return window.broken") is None
    assert not every(driver, "h1 *, #panel script, #panel img")


@pytest.mark.parametrize(
    "hash_", ["#lang=%3Cscript%3E&node=%3Cimg%20src=x%3E", "#node=__proto__", "#%E0%A4%A", "#lang=en&lang=vi&&=="]
)
def test_a_foreign_address_does_no_harm(opened: Callable[..., Any], hash_: str) -> None:
    driver = opened("plain", hash_)
    assert "29" in text(driver, "#counts")
    assert driver.execute_script("return kgDangbo.state.node") is None


def test_injected_script_would_not_run(opened: Callable[..., Any]) -> None:
    """The policy is the second wall: even markup that got in could neither run nor load."""
    driver = opened()
    driver.execute_script(
        """const script = document.createElement("script");
        script.textContent = "window.broken = 1";
        document.body.append(script);
        const image = document.createElement("img");
        image.src = "https://evil.example/x.png";
        document.body.append(image);"""
    )
    time.sleep(0.3)
    assert driver.execute_script("return window.broken") is None
    refused = complaints(driver)
    assert len(refused) >= 2
    assert all("Content Security Policy" in message for message in refused), refused
    requests(driver)  # the log holds the refused request too; that it was refused is what the complaint says


def test_a_big_graph_says_what_it_does_not_draw_and_finds_it(opened: Callable[..., Any]) -> None:
    driver = opened("big")
    note = text(driver, "#partial")
    assert "8 trong 29" in note
    assert "Đỗ Thị Mai" not in visible(driver)
    assert type_search(driver, "do thi mai") == ["Đỗ Thị Mai"]
    css(driver, "#search").send_keys(ENTER)
    assert text(driver, "#panel h2") == "Đỗ Thị Mai"
    assert {"Đỗ Thị Mai", "Thanh tra tỉnh Sơn Hà"} <= visible(driver)
    assert text(driver, "#partial") != note
    places = driver.execute_script("return Object.values(kgDangbo.network.getPositions()).map((p) => `${p.x},${p.y}`)")
    assert len(set(places)) == len(places)


def test_an_article_of_a_big_graph_is_drawn_in_full(opened: Callable[..., Any]) -> None:
    from selenium.webdriver.support.select import Select

    driver = opened("big")
    Select(css(driver, "#article")).select_by_visible_text("16/06/2022 – son-ha-02")
    assert {"Đỗ Thị Mai", "Thanh tra tỉnh Sơn Hà", "Kế hoạch số 12-KH/TU"} <= visible(driver)
    Select(css(driver, "#article")).select_by_index(0)
    assert "Đỗ Thị Mai" in visible(driver), "what was drawn stays drawn"


def test_an_empty_build_opens(opened: Callable[..., Any]) -> None:
    driver = opened("empty")
    assert "0 thực thể" in text(driver, "#counts")


def test_everything_can_be_reached_by_keyboard(opened: Callable[..., Any]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    driver = opened()
    reached = []
    for _ in range(60):
        ActionChains(driver).send_keys(TAB).perform()
        reached.append(
            driver.execute_script(
                """const e = document.activeElement;
                return e.id || e.dataset.key || e.dataset.language || (e.closest("[id]")?.id ?? "");"""
            )
        )
    for stop in ("vi", "en", "search", "article", "person", "post", "graph", "zoom-in", "fit", "panel"):
        assert stop in reached, f"{stop} is not in the tab order: {reached}"
    unnamed = driver.execute_script(
        """return [...document.querySelectorAll("button, input, select, a")]
        .filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length))
        .map((e) => e.outerHTML)"""
    )
    assert unnamed == []


def test_escape_clears_and_slash_searches(opened: Callable[..., Any]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    driver = opened()
    click_canvas(driver, node_point("Tỉnh ủy Sơn Hà"))
    ActionChains(driver).send_keys(ESCAPE).perform()
    assert driver.execute_script("return kgDangbo.state.node") is None
    ActionChains(driver).send_keys("/").perform()
    assert driver.execute_script("return document.activeElement.id") == "search"
    assert css(driver, "#search").get_attribute("value") == ""


@pytest.mark.parametrize("width", [420, 900, 1400])
def test_it_fits_narrow_and_wide_windows(opened: Callable[..., Any], width: int) -> None:
    driver = opened()
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        time.sleep(0.4)
        assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        assert css(driver, "#graph").size["width"] > 300
        assert css(driver, "#graph").size["height"] > 300
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_it_prints(opened: Callable[..., Any]) -> None:
    driver = opened()
    assert len(driver.print_page()) > 10_000


def test_without_a_browser_these_tests_are_skipped_but_fail_in_ci(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Chromium"), chromium(tmp_path):
        pass
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="must run in CI"), chromium(tmp_path):
        pass
