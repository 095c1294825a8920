import random
import warnings

import boneguide as bg
from tests.interop.fhir.mutations import mutated, read


def test_whatever_is_given_becomes_a_ledger_or_a_named_error() -> None:
    # Many more are read by running the module itself.
    chance = random.Random(20261123)  # noqa: S311 - chance, not secrecy
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", bg.BoneguideWarning)
        outcomes = [read(mutated(chance)) for _ in range(600)]
    assert set(outcomes) == {"Intake", "RecordError"}
    assert outcomes.count("Intake") > 500
