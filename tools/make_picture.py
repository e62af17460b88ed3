"""Write docs/images/graph.png again: the page of the example articles, with one node chosen.

Run it from the top of the tree after the page has changed:  .venv/bin/python tools/make_picture.py [--node NAME]
Needs the development tools and Debian's chromium and chromium-driver.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests"))  # the browser of the tests

from browser import chromium  # noqa: E402

from kg_dangbo.build import build  # noqa: E402

SIZE = (1480, 900)
CHOOSE = """const { entities } = JSON.parse(document.getElementById("data").textContent);
  const wanted = entities.filter((entity) => (arguments[0] ? entity.v === arguments[0] : entity.k === "person"));
  const node = wanted.reduce((best, entity) => (entity.g > best.g ? entity : best));
  location.hash = new URLSearchParams({ node: node.i });"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node", default="", help="the name of the node to choose; else the best connected person")
    parser.add_argument("--articles", type=Path, default=TOP / "examples")
    parser.add_argument("--out", type=Path, default=TOP / "docs" / "images" / "graph.png")
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        folder = build([args.articles], Path(work) / "build").folder
        with chromium(Path(work) / "profile") as driver:
            size = {"width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.get((folder / "graph.html").as_uri())
            driver.execute_script(CHOOSE, args.node)
            time.sleep(1)  # the picture is painted in frames
            driver.save_screenshot(str(args.out))
    print(f"{args.out}: {args.out.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
