"""The checks on translations, on a kept set of correct pairs and of faulty ones, written before the checks were."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

SETS = sorted((Path(__file__).parent / "fidelity").glob("*.yaml"))


@pytest.fixture(scope="module", params=SETS, ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One kept set."""
    content: dict[str, Any] = yaml.safe_load(request.param.read_text(encoding="utf-8"))
    return content


def test_the_kept_set_is_large_and_sound(kept: dict[str, Any]) -> None:
    """Over 300 correct pairs and 1,000 mutants of over 40 kinds; each mutant is one of a pair, and none is that pair."""
    pairs = {pair["id"]: pair for pair in kept["correct"]}
    assert len(pairs) == len(kept["correct"]) > 300
    mutants = kept["mutants"]
    assert len({mutant["id"] for mutant in mutants}) == len(mutants) > 1000
    assert all(mutant["target"] != pairs[mutant["of"]]["target"] for mutant in mutants)
    assert len(Counter(mutant["fault"] for mutant in mutants)) > 40
