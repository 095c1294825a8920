"""A fingerprint is another one whenever anything in a rule is, and the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys

import attrs
import pytest

import boneguide as bg
from boneguide import guidelines
from boneguide.logic import ALWAYS
from boneguide.logic.reviewing.fingerprint import fingerprints
from boneguide.quantities import kinds
from tests.logic.support import ALONE, DRUG, FRAIL, SOURCE

AGE = bg.fact("age", kinds.AGE, label="age")
NOTE = bg.Note(id="n", says="A note.", sources=SOURCE)
DOSE = bg.cases((FRAIL, bg.Amount(3, "mg")), (ALWAYS, bg.Amount(4, "mg")))
ADVISE = bg.RegimenTemplate(drug="x", route="IV", dose=DOSE)
RULE = attrs.evolve(DRUG, when=AGE >= "18 year", advise=ADVISE, notes=(NOTE,))


def of(rule: bg.Rule) -> str:
    (found,) = fingerprints([rule])
    return found


@pytest.mark.parametrize(
    "changed",
    [
        attrs.evolve(RULE, id="other"),
        attrs.evolve(RULE, title="Other"),
        attrs.evolve(RULE, edition="other"),
        attrs.evolve(RULE, urgent=True),
        attrs.evolve(RULE, when=AGE > "18 year"),
        attrs.evolve(RULE, when=AGE >= "19 year"),
        # The same number, printed in another way.
        attrs.evolve(RULE, when=AGE >= "216 month"),
        attrs.evolve(RULE, when=bg.fact("age", kinds.AGE, label="years") >= "18 year"),
        attrs.evolve(RULE, when=bg.fact("age", kinds.AGE, label="age", asked=True) >= "18 year"),
        attrs.evolve(RULE, recommended=ALONE),
        attrs.evolve(RULE, advise=attrs.evolve(ADVISE, route="oral")),
        attrs.evolve(RULE, advise=attrs.evolve(ADVISE, dose=bg.Amount(3, "mg"))),
        attrs.evolve(RULE, notes=()),
        attrs.evolve(RULE, notes=(attrs.evolve(NOTE, says="Another."),)),
        attrs.evolve(RULE, notes=(attrs.evolve(NOTE, jurisdictions=("US", "EU")),)),
        attrs.evolve(RULE, sources=(attrs.evolve(SOURCE, locator="elsewhere"),)),
        attrs.evolve(RULE, sources=(attrs.evolve(SOURCE, reference=attrs.evolve(SOURCE.reference, edition="other")),)),
        attrs.evolve(RULE, grade=bg.Grade.ungraded("another reason")),
    ],
)
def test_whatever_changes_shows(changed: bg.Rule) -> None:
    assert of(changed) != of(RULE)


def test_what_is_built_again_is_the_same() -> None:
    again = attrs.evolve(RULE, when=bg.fact("age", kinds.AGE, label="age", read=lambda _: None) >= "18 year")
    assert of(again) == of(RULE)
    assert of(attrs.evolve(RULE, notes=(attrs.evolve(NOTE, jurisdictions=("UK", "EU", "US")),))) == of(RULE)


def test_no_two_encoded_rules_share_one() -> None:
    found = fingerprints(guidelines.default)
    assert len(set(found)) == len(guidelines.default)
    assert {len(text) for text in found} == {32}


def test_it_does_not_depend_on_the_process() -> None:
    code = (
        "from boneguide import guidelines; from boneguide.logic.reviewing.fingerprint import fingerprints;"
        "print(*fingerprints(guidelines.supportive))"
    )
    for seed in ("1", "2"):
        ran = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.split() == [*fingerprints(guidelines.supportive)]
