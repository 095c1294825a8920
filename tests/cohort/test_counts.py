"""Numbers of people by rule and status."""

from __future__ import annotations

import pytest

from boneguide.cohort import Counts
from boneguide.model.status import Status
from tests.cohort.support import WOMAN, assess, frame

COUNTS = Counts({"zoledronic-acid": {Status.NEEDS_DATA: 1200, Status.OPTION: 7}, "denosumab": {Status.AFTER: 3}})


def test_counts_are_a_mapping_by_rule_and_status() -> None:
    assert COUNTS["denosumab"] == {Status.AFTER: 3}
    assert COUNTS == {rule: dict(found) for rule, found in COUNTS.items()}
    assert list(COUNTS) == ["zoledronic-acid", "denosumab"]
    assert len(COUNTS) == 2
    assert dict(COUNTS)["zoledronic-acid"][Status.OPTION] == 7
    with pytest.raises(KeyError):
        COUNTS["pamidronate"]


def test_they_print_as_a_table_of_what_somebody_has() -> None:
    assert str(COUNTS).splitlines() == [
        "rule             option  after  needs-data",
        "zoledronic-acid       7      0        1200",
        "denosumab             0      3           0",
    ]


def test_a_table_without_anybody_has_its_rules() -> None:
    assert str(Counts({"denosumab": {}})).splitlines() == ["rule", "denosumab"]
    assert str(Counts({})) == "rule"


def test_everybody_is_counted_once_for_each_rule() -> None:
    answers = assess(frame(WOMAN, {**WOMAN, "creatinine": None}, {**WOMAN, "creatinine": 9.0}, {}))
    counts = answers.counts()
    assert {sum(found.values()) for found in counts.values()} == {4}
    for rule in counts:
        shown = answers.frame[f"{rule.replace('-', '_')}_status"].cast(str).value_counts()
        assert {status.value: number for status, number in counts[rule].items()} == dict(shown.iter_rows())


def test_people_of_whom_nothing_is_known_are_counted_too() -> None:
    """Where no answer depends on a column, there is still a row for each person."""
    answers = assess(frame(ward=[1, 2, 3]), rules=["denosumab", "hypercalcaemia-emergency"])
    assert answers.counts() == {
        "hypercalcaemia-emergency": {Status.NOT_APPLICABLE: 3},
        "denosumab": {Status.NEEDS_DATA: 3},
    }
    assert set(answers.missing("denosumab").values()) == {3}
    assert answers.reasons("denosumab")["indication"] == 3
