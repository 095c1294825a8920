"""An audit record is read as it was written, and a text that was changed is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

import boneguide as bg
from boneguide.errors import RecordError
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.interop.json import audit_from_json, audit_to_json, read_patient
from boneguide.model.jurisdiction import Jurisdiction
from tests.interop.support import EXAMPLES, ON

NOT_AS_WRITTEN = (
    "digest does not fit what the text holds; expected a text as it was written, with nothing changed since."
)


def kept(place: Jurisdiction | None = "US", **fields: object) -> bg.AuditRecord:
    patient = bg.Patient(age=bg.Q(68, "year"), primary="breast", **fields)  # type: ignore[arg-type]  # each field has a type of its own
    return bg.guidelines.bone_agents(patient, on=ON, jurisdiction=place).audit_record


def refused(text: str) -> str:
    with pytest.raises(RecordError) as caught:
        audit_from_json(text)
    return str(caught.value)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("place", ["UK", None])
def test_what_was_written_is_read_and_answered_again(path: object, place: Jurisdiction | None) -> None:
    record = bg.assess(read_patient(str(path)), on=ON, jurisdiction=place).audit_record
    text = audit_to_json(record)
    back = audit_from_json(text)
    assert back == record
    assert audit_to_json(back) == text
    assert bg.replay(back).same


def test_with_an_order() -> None:
    order = bg.Regimen(drug="zoledronic acid", route="IV", dose=bg.Q(4, "mg"))
    record = ORDER_LIMITS(bg.Patient(), on=ON, jurisdiction="US", order=order).audit_record
    assert audit_from_json(audit_to_json(record)) == record


def test_what_the_document_holds() -> None:
    document = json.loads(audit_to_json(kept()))
    assert list(document) == ["format", "patient", "rules", "assessment", "digest"]
    assert document["format"] == "boneguide-audit/1"
    assert document["patient"] == {"age": "68 year", "primary": "breast"}
    assert document["rules"][0].keys() == {"id", "edition", "fingerprint"}
    assert document["assessment"]["on"] == "2026-11-23"
    assert document["digest"].startswith("sha256:")


def test_how_it_is_laid_out_says_nothing() -> None:
    record = kept()
    document = json.loads(audit_to_json(record))
    turned = dict(reversed(document.items()))
    assert audit_from_json(json.dumps(turned, separators=(",", ":"))) == record


@pytest.mark.parametrize("change", ["patient", "assessment", "rules", "digest"])
def test_a_text_that_was_changed(change: str) -> None:
    document = json.loads(audit_to_json(kept()))
    if change == "patient":
        document["patient"]["age"] = "69 year"
    elif change == "assessment":
        document["assessment"]["recommendations"][0]["status"] = "recommended"
    elif change == "rules":
        document["rules"].pop()
    else:
        document["digest"] = "sha256:0"
    assert refused(json.dumps(document)) == NOT_AS_WRITTEN


def test_without_a_digest() -> None:
    document = json.loads(audit_to_json(kept()))
    del document["digest"]
    assert refused(json.dumps(document)) == (
        "digest is missing; expected a text as it was written, with nothing changed since."
    )


@pytest.mark.parametrize("value", ["1.5", "1e400", "NaN", '"\\ud800"'])
def test_values_that_no_record_holds(value: str) -> None:
    text = audit_to_json(kept()).replace('"68 year"', value)
    assert refused(text) == NOT_AS_WRITTEN


def test_problems_are_named_by_path() -> None:
    from boneguide.interop import _audit_forms

    document = json.loads(audit_to_json(kept()))
    del document["digest"]
    document["patient"]["age"] = 68
    document["assessment"]["on"] = "today"
    form = document.pop("format")
    again = {"format": form, **document, "digest": _audit_forms.digest(document)}
    assert refused(json.dumps(again)) == ('assessment.on was "today"; expected a day as "2026-11-23".')
    document["assessment"]["on"] = "2026-11-23"
    again = {"format": form, **document, "digest": _audit_forms.digest(document)}
    assert refused(json.dumps(again)).startswith("patient.age was 68; expected a number with its unit in one text")


def test_another_document() -> None:
    assert refused('{"format": "boneguide-assessment/1"}').startswith('format was "boneguide-assessment/1"; expected')


def test_days_are_kept() -> None:
    result = bg.Observation(value=bg.Q(0.9, "mg/dL"), on=date(2026, 11, 20))
    record = kept(labs=bg.Labs(creatinine=result))
    back = audit_from_json(audit_to_json(record))
    answer = back.assessment["zoledronic-acid"]
    assert [str(one) for one in answer.basis.inputs if one.fact == "creatinine"] == [
        "serum creatinine for this dose: 0.9 mg/dL (of 2026-11-20, 3 days old)"
    ]
