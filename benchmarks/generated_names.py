"""Names of composed persons, drawn from rough shares of family, middle and call names, so that namesakes come about."""

from __future__ import annotations

import random
import tomllib
from itertools import accumulate
from pathlib import Path

__all__ = ["Names"]

COMMON, SHARED, OTHER = 0.06, 0.08, 0.30  # up to which throw a name is a common one, one of several regions, a people's

with Path(__file__).with_suffix(".toml").open("rb") as _file:
    _DATA = tomllib.load(_file)


class _Table:
    """Words with weights."""

    def __init__(self, text: str) -> None:
        pairs = [item.rsplit(":", 1) for item in text.split()]
        self.words = [word.replace("_", " ") for word, _ in pairs]
        self.sums = list(accumulate(int(weight) for _, weight in pairs))

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self.words, cum_weights=self.sums)[0]


class Names:
    """Draws names; a pure function of the random generator that it is given."""

    def __init__(self) -> None:
        tables = {name: _Table(_DATA[name]) for name in ("families", "men", "men_called", "women", "women_called")}
        self.families = tables["families"]
        self.men, self.men_called = tables["men"], tables["men_called"]
        self.women, self.women_called = tables["women"], tables["women_called"]

    def draw(self, rng: random.Random, region: str, shared: list[str]) -> tuple[str, bool]:
        """A name and whether it is a woman's. ``shared`` are names that other regions use as well."""
        woman = rng.random() < 0.27
        throw = rng.random()
        if throw < SHARED:
            name = rng.choice(_DATA["common"] if throw < COMMON else shared)
            return name, " Thị " in name
        people = _DATA["regions"].get(region)
        if people and throw < OTHER:
            return self._other(rng, _DATA["peoples"][people], woman), woman
        return self.kinh(rng, woman), woman

    def kinh(self, rng: random.Random, woman: bool) -> str:
        """A Kinh name: family, middle, call name."""
        words: list[str] = []
        while len(set(words)) != len(words) or not words:
            family = self.families.draw(rng)
            middle = (self.women if woman else self.men).draw(rng)
            if not woman and rng.random() < 0.08:
                middle = f"{middle} {self.men.draw(rng)}"
            words = [family, *middle.split(), (self.women_called if woman else self.men_called).draw(rng)]
        return " ".join(words)

    def _other(self, rng: random.Random, people: dict[str, str], woman: bool) -> str:
        family = rng.choice(people["families"].split())
        called = rng.choice(people["called"].split()).replace("_", " ")
        middle = people["women" if woman else "men"]
        if middle in ("Y", "H'"):
            return f"H'{called} {family}" if woman else f"Y {called} {family}"
        if middle != "A" and rng.random() < 0.5:  # many take middle and call names as the Kinh do
            table, calls = (self.women, self.women_called) if woman else (self.men, self.men_called)
            return f"{family} {table.draw(rng)} {calls.draw(rng)}"
        return " ".join(word for word in (family, middle, called) if word)
