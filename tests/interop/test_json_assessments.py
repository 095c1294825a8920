"""Assessments survive being written and read, with their reasons, their sources and their order."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import attrs
import pytest

import boneguide as bg
from boneguide.errors import RecordError
from boneguide.guidelines.bone_agents.zoledronic_acid import ZOLEDRONIC_ACID
from boneguide.interop import _document
from boneguide.interop.json import assessment_from_json, assessment_to_json, read_patient
from boneguide.model.explanation import Explanation
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.sufficiency import Sufficiency
from tests.interop.support import (
    EXAMPLES,
    ON,
    REFERENCE,
    SOURCE,
    assert_answer_survives,
    assessment_of,
    full_answer,
    record,
)

GUIDELINE = bg.Guideline(id="test", title="Test", edition="1", rules=(ZOLEDRONIC_ACID,))


def refused_assessment(document: object) -> str:
    with pytest.raises(RecordError) as caught:
        assessment_from_json(json.dumps(document))
    return str(caught.value)


class TestAssessment:
    def test_every_field_survives(self) -> None:
        answer = full_answer()
        unused = {f.name for f in attrs.fields(bg.Recommendation) if f.default is not attrs.NOTHING} - {
            f.name for f in attrs.fields(bg.Recommendation) if getattr(answer, f.name) != f.default
        }
        assert unused == set()
        assert_answer_survives(assessment_of(answer))

    def test_reading_order(self) -> None:
        answers = [
            attrs.evolve(full_answer(f"{status.value}-{urgent}"), status=status, urgent=urgent)
            for status, urgent in itertools.product(reversed(bg.Status), (False, True))
        ]
        assert_answer_survives(assessment_of(*answers))

    def test_nothing_asked(self) -> None:
        assert_answer_survives(assessment_of())

    def test_what_the_document_says_of_itself(self) -> None:
        assessment = assessment_of(full_answer())
        document = json.loads(assessment_to_json(assessment))
        assert list(document) == [
            "format",
            "on",
            "jurisdiction",
            "version",
            "editions",
            "intended_use",
            "notes",
            "questions",
            "recommendations",
            "logic",
            "references",
        ]
        assert document["intended_use"] == assessment.intended_use
        assert document["recommendations"][0]["sources"][0]["reference"] == "A"
        assert document["references"]["A"]["citation"] == "A guideline"

    def test_what_may_be_null(self) -> None:
        document = json.loads(assessment_to_json(assessment_of(full_answer())))
        document["recommendations"][0].update(because=None, sufficiency=None, basis=None)
        answer = assessment_from_json(json.dumps(document))["full"]
        assert answer.because == Explanation(text="Full: after", truth=None)
        assert answer.sufficiency == Sufficiency()
        with pytest.raises(RecordError, match="'full@L3' was asked for its basis and has none"):
            _ = answer.basis

    def test_a_rule_in_words_is_written_once(self) -> None:
        answers = [attrs.evolve(full_answer(), about=lesion) for lesion in ("L3", "L4")]
        document = json.loads(assessment_to_json(assessment_of(*answers)))
        ((key, lines),) = document["logic"].items()
        assert lines == ["It is a question where:", "  always"]
        assert [answer["basis"]["logic"] for answer in document["recommendations"]] == [key, key]
        document["recommendations"][1]["basis"]["logic"] = key[:-1]
        told = refused_assessment(document)
        assert told.startswith(
            f'recommendations[1].basis.logic was "{key[:-1]}"; expected a key that stands in "logic".'
        )

    def test_references_that_share_a_key(self) -> None:
        twin = attrs.evolve(SOURCE, reference=attrs.evolve(REFERENCE, year=2021))
        answer = attrs.evolve(full_answer(), sources=(SOURCE, twin))
        with pytest.raises(RecordError, match="two different references have the key 'A'"):
            assessment_to_json(assessment_of(answer))

    def test_reasons_too_deep_to_be_read_again(self) -> None:
        reasons = Explanation(text="deepest", truth=True)
        for _ in range(40):
            reasons = Explanation(text="why", truth=True, parts=(reasons,))
        answer = attrs.evolve(full_answer(), explain=lambda: reasons)
        with pytest.raises(RecordError, match="more than 64 deep"):
            assessment_to_json(assessment_of(answer))

    def test_too_large_to_be_read_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_document, "LARGEST", 100)
        with pytest.raises(RecordError, match="expected at most 100"):
            assessment_to_json(assessment_of(full_answer()))

    def test_refused_by_path(self) -> None:
        document = json.loads(assessment_to_json(assessment_of(full_answer())))
        del document["version"]
        document["jurisdiction"] = "USA"
        document["notess"] = []
        answer = document["recommendations"][0]
        answer["status"] = "recommend"
        answer["because"]["parts"][0]["truth"] = "yes"
        answer["sources"][0]["reference"] = "AA"
        answer["sources"][1]["reference"] = 1
        answer["findings"][0]["severity"] = 1
        answer["regimen"]["dose_range"] = {"low": "4 mg", "high": "3 mg"}
        answer["by_jurisdiction"]["US"]["explain"] = 1
        told = refused_assessment(document)
        for line in (
            "version is missing; it cannot be left out.",
            "jurisdiction was \"USA\"; expected one of 'US', 'EU', 'UK'.",
            'the record has the key "notess", which is not known here; expected another. Did you mean "notes"?',
            "recommendations[0].status was \"recommend\"; expected one of 'recommended',",
            'recommendations[0].because.parts[0].truth was "yes"; expected true or false',
            'recommendations[0].sources[0].reference was "AA"; expected a key that stands in "references".',
            'recommendations[0].sources[1].reference was 1; expected a key that stands in "references".',
            "recommendations[0].findings[0].severity was 1; expected one of 'contraindicated',",
            "recommendations[0].regimen.dose_range runs from 4 mg to 3 mg",
            'recommendations[0].by_jurisdiction.US has the key "explain", which is not known here',
        ):
            assert line in told

    def test_nearest_reference(self) -> None:
        document = json.loads(assessment_to_json(assessment_of(full_answer())))
        document["references"]["FDA-ZOL"] = document["references"].pop("A")
        for source in document["recommendations"][0]["sources"]:
            source["reference"] = "FDA-ZOLE"
        assert 'expected a key that stands in "references". Did you mean "FDA-ZOL"?' in refused_assessment(document)

    def test_references_are_read_strictly(self) -> None:
        document = json.loads(assessment_to_json(assessment_of(full_answer())))
        document["references"]["A"]["year"] = 2
        assert "references.A.year was 2; expected a year such as 2018" in refused_assessment(document)
        del document["references"]
        assert 'sources[0].reference was "A"; expected a key that stands in "references".' in refused_assessment(
            document
        )

    def test_two_answers_of_one_rule(self) -> None:
        document = json.loads(assessment_to_json(assessment_of(full_answer())))
        document["recommendations"] *= 2
        assert refused_assessment(document) == (
            'recommendations[1].id was "full", as in an earlier answer; expected one answer of each rule and lesion.'
        )

    def test_reasons_may_be_left_out(self) -> None:
        document = json.loads(assessment_to_json(assessment_of(full_answer())))
        document["recommendations"][0]["because"] = None
        assert assessment_from_json(json.dumps(document))["full"].because.text == "Full: after"

    def test_a_patient_is_no_assessment(self) -> None:
        with pytest.raises(RecordError, match="format was"):
            assessment_from_json(record())


@pytest.mark.parametrize("jurisdiction", [*JURISDICTIONS, None])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_assessments_of_the_examples_survive(path: Path, jurisdiction: Jurisdiction | None) -> None:
    assert_answer_survives(GUIDELINE(read_patient(path), on=ON, jurisdiction=jurisdiction))
