"""The margin's arithmetic (theme/static/js/settle.js): notes stand by their words and never overlap."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

SCRIPT = Path(__file__).parent / "theme" / "fit.mjs"
#: A note of one line for its name, with up to four lines of comment.
NAME, LINE = 20, 20
MARGIN = {"gap": 10, "extent": 1000, "reach": 70}


def slip(wanted: float, lines: int = 4) -> dict[str, Any]:
    return {"wanted": wanted, "heights": [NAME + LINE * n for n in range(lines + 1)]}


def fit(*cases: dict[str, Any]) -> Any:
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Node.js: needed in CI")
        pytest.skip("Node.js")
    done = subprocess.run(
        [node, str(SCRIPT)],
        input=json.dumps(cases).encode(),
        capture_output=True,
        check=False,
        timeout=120,  # takes well under a second; this only ends what hangs
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def fit_one(slips: list[dict[str, Any]], **margin: int) -> Any:
    return fit({"slips": slips, "margin": {**MARGIN, **margin}})[0]


def test_notes_with_room_stand_at_their_words_and_show_all_lines() -> None:
    assert fit_one([slip(0), slip(300), slip(600)]) == {
        "lines": [4, 4, 4],
        "tops": [0, 300, 600],
        "foot": 700,
    }


def test_two_notes_on_one_line_share_the_distance() -> None:
    # 120 high each with the gap of 10: one stands 55 above the line, the other 55 below.
    assert fit_one([slip(300), slip(300)])["tops"] == [245, 355]


def test_a_crowded_run_shows_less_and_the_rest_of_the_margin_does_not() -> None:
    made = fit_one([slip(100), slip(110), slip(120), slip(130), slip(800)])
    assert made["lines"][-1] == 4
    assert sum(made["lines"][:4]) < 4 * 4


def test_the_note_being_read_stays_and_the_others_make_way() -> None:
    read = {"wanted": 300, "heights": [260], "weight": 1e4}
    made = fit_one([slip(290), read, slip(310)])
    assert made["tops"][1] == 300


def test_notes_rise_above_their_words_rather_than_run_off_the_foot() -> None:
    made = fit_one([slip(970), slip(980)])
    assert made["foot"] <= 1000


def test_notes_that_cannot_all_fit_run_over_the_foot_from_the_top() -> None:
    made = fit_one([slip(50, 0)] * 10, extent=100)
    assert made["tops"][0] == 0
    assert made["foot"] == 10 * NAME + 9 * 10


def test_words_round_the_words_of_a_note_before_them_have_their_note_below_it() -> None:
    """Words from 100 to below 700, which are numbered last since they end last."""
    made = fit_one([slip(300), slip(700), slip(100)])
    assert made["tops"] == [300, 645, 755]
    assert made["lines"] == [4, 4, 4]


def test_a_margin_without_notes() -> None:
    assert fit_one([]) == {"lines": [], "tops": [], "foot": 0}


margins = st.lists(
    st.tuples(st.integers(0, 1500), st.integers(0, 4), st.sampled_from([1, 1, 1, 1e4])),
    max_size=25,
)


@settings(max_examples=10, deadline=None)  # each example starts one process for many margins
@given(st.lists(margins, min_size=20, max_size=60))
def test_no_two_notes_overlap_and_their_order_is_kept(drawn: list[list[Any]]) -> None:
    cases: list[dict[str, Any]] = []
    for each in drawn:
        slips = [{**slip(w, n), "weight": weight} for w, n, weight in each]
        cases.append({"slips": slips, "margin": MARGIN})
    for case, made in zip(cases, fit(*cases), strict=True):
        heights = [s["heights"][n] for s, n in zip(case["slips"], made["lines"], strict=True)]
        tops = made["tops"]
        assert all(top >= 0 for top in tops)
        for i in range(1, len(tops)):
            # Tops are rounded to whole pixels.
            assert tops[i] - tops[i - 1] >= heights[i - 1] + MARGIN["gap"] - 1
