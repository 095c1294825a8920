"""A schema takes all that is read; what it takes and reading refuses has a reason that no schema can state."""

from __future__ import annotations

import ast
import hashlib
import importlib
import inspect
import json
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it comes without types

import boneguide as bg
from boneguide.errors import BoneguideWarning, MissingExtraError, RecordError
from boneguide.interop import _answer_forms, _audit_forms, _patient_forms, _schema_described
from boneguide.interop import json as documents
from boneguide.interop._schema_asked import Asked, vocabularies_in
from boneguide.interop._schema_forms import FORMS, Forms
from boneguide.interop.json import (
    assessment_from_json,
    assessment_to_json,
    audit_from_json,
    audit_to_json,
    patient_from_json,
    patient_to_json,
    read_patient,
)
from boneguide.interop.schema import SCHEMAS, SchemaName, schema
from boneguide.model._check import quantity
from boneguide.model.audit import AuditedRule
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.labs import LAB_KINDS
from boneguide.model.lesion import LEVELS, SITES
from boneguide.model.medication import BONE_AGENTS, MEDICATION_ROUTES, agents
from boneguide.quantities import Quantity, kinds
from boneguide.quantities.units import SPELLINGS, UNITS
from tests.interop.support import EXAMPLES, ON, assessment_of, full_answer, patients

#: For each version of each schema a digest of what it demands, definition by definition.
RECORDED = Path(__file__).with_name("schema_digests.json")

READ: dict[SchemaName, Callable[[str], object]] = {
    "patient": patient_from_json,
    "assessment": assessment_from_json,
    "audit": audit_from_json,
}
VALIDATORS = {
    name: Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER) for name in SCHEMAS
}


def fits(name: SchemaName, document: object) -> bool:
    return bool(VALIDATORS[name].is_valid(document))


def why_not_read(name: SchemaName, text: str) -> list[str]:
    """Return the problems for which a text is refused, none where it is read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BoneguideWarning)
        try:
            READ[name](text)
        except RecordError as problem:
            return [
                line for line in str(problem).split("\n- ") if not re.fullmatch(r"(the first )?\d+ problems:", line)
            ]
    return []


# ---- the schemas themselves


@pytest.mark.parametrize("name", SCHEMAS)
class TestSchema:
    def test_is_one(self, name: SchemaName) -> None:
        Draft202012Validator.check_schema(schema(name))

    def test_says_what_it_is_of(self, name: SchemaName) -> None:
        found: Any = schema(name)
        assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        form = {"patient": documents.PATIENT_FORMAT, "assessment": documents.ASSESSMENT_FORMAT}
        assert found["properties"]["format"] == {"const": form.get(name, documents.AUDIT_FORMAT)}
        version = found["properties"]["format"]["const"].rpartition("/")[2]
        assert found["$id"] == f"urn:x-boneguide:schema:{name}:{version}"
        assert "format" in found["required"]

    def test_no_object_takes_other_keys(self, name: SchemaName) -> None:
        objects = [part for part in parts(schema(name)) if "properties" in part and "type" in part]
        assert len(objects) > 10
        assert all(part["additionalProperties"] is False for part in objects)

    def test_every_definition_is_used_and_there(self, name: SchemaName) -> None:
        found: Any = schema(name)
        used = {part["$ref"].removeprefix("#/$defs/") for part in parts(found) if "$ref" in part}
        assert used == set(found["$defs"])
        assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in used)

    def test_patterns_mean_the_same_elsewhere(self, name: SchemaName) -> None:
        found = {part["pattern"] for part in parts(schema(name)) if isinstance(part.get("pattern"), str)}
        assert len(found) > 5
        for pattern in found:
            # What ECMA 262 lets stand after a backslash, of what is used at all.
            assert set(re.findall(r"\\(.)", pattern)) <= set("SnN^$.*+?()[]{}|")

    def test_a_copy_may_be_changed(self, name: SchemaName) -> None:
        first: Any = schema(name)
        first["properties"].clear()
        assert schema(name)["properties"]


def parts(found: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a schema."""
    if isinstance(found, dict):
        yield found
    for inner in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from parts(inner)


def test_of_what_there_is_none() -> None:
    unknown: Any = "patients"
    with pytest.raises(RecordError) as caught:
        schema(unknown)
    assert str(caught.value) == (
        "the schema of 'patients' was asked for; expected one of 'patient', 'assessment', 'audit'. Did you mean"
        " 'patient'?"
    )


# ---- what is written


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
# Without a place the answers of every place are in it.
@pytest.mark.parametrize("place", ["EU", None])
def test_what_is_written_of_the_examples_fits(path: Path, place: Jurisdiction | None) -> None:
    patient = read_patient(path)
    VALIDATORS["patient"].validate(json.loads(path.read_text(encoding="utf-8")))
    VALIDATORS["patient"].validate(json.loads(patient_to_json(patient)))
    assessment = bg.assess(patient, on=ON, jurisdiction=place)
    VALIDATORS["assessment"].validate(json.loads(assessment_to_json(assessment)))
    VALIDATORS["audit"].validate(json.loads(audit_to_json(assessment.audit_record)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(patients())
def test_any_patient_fits(patient: bg.Patient) -> None:
    VALIDATORS["patient"].validate(json.loads(patient_to_json(patient)))


def test_an_answer_in_which_every_field_holds_something_fits() -> None:
    document = json.loads(assessment_to_json(assessment_of(full_answer())))
    VALIDATORS["assessment"].validate(document)


# ---- what is refused

#: The way to a place in a document.
Steps: TypeAlias = tuple[str | int, ...]

#: A record with an entry of each form.
PATIENT: dict[str, Any] = {
    "format": "boneguide-patient/1",
    "age": "68 year",
    "sex": "female",
    "primary": "breast",
    "progressed_on_hormonal_therapy": True,
    "lesions": [{"site": "L3", "levels": ["L3", "L4"], "size": "3 cm", "pain": 5, "radiotherapy": [{"fractions": 5}]}],
    "labs": {
        "creatinine": [{"value": "0.8 mg/dL", "on": "2026-10-01"}, {"value": "71 umol/L", "on": "2026-11-20"}],
        "creatinine_baseline": "0.8 mg/dL",
        "calcium": {"value": "9.4 mg/dL", "low": "8.5 mg/dL", "comparator": "<"},
        "albumin": ["4 g/dL"],
    },
    "medications": [
        {"drug": "morphine", "route": "p.o.", "dose": "10 mg", "daily_dose": "60 mg", "classes": ["opioid"]}
    ],
    "bone_agent_doses": [{"drug": "Zoledronate", "on": "2026-10-26", "dose": "4 mg"}],
    "radionuclide_doses": [{"drug": "radium-223", "activity": "4 MBq"}],
    "withheld": ["zoledronic acid"],
    "allergies": ["latex"],
    "dental": {"assessed": True, "last_review": "2026-10-01"},
    "pain": {"worst": 5},
    "ecog": 1,
    "karnofsky": 80,
    "life_expectancy": "6 month",
    "incomplete": ["medications", "lesions"],
    "findings": {"lives alone": True, "arm": "A", "volume": {"quantity": "4 mg"}, "result": {"value": "4 mg"}},
}


def changed(document: Any, path: Steps, value: object) -> Any:
    """Return a document in which something stands at a path; ``...`` takes away what stood there."""
    copy: Any = json.loads(json.dumps(document))
    *steps, last = path
    place = copy
    for step in steps:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return copy


@pytest.mark.parametrize(
    ("path", "value"),
    [
        # A key that cannot be left out, and one that is not known.
        ("format", ...),
        ("lesions/0/site", ...),
        ("labs/calcium/value", ...),
        ("bone_agent_doses/0/drug", ...),
        ("wieght", "60 kg"),
        ("labs/creatinin", "1 mg/dL"),
        ("lesions/0/region", "lumbar"),
        ("labs/creatinine/0/unit", "mg/dL"),
        ("findings/volume/unit", "mg"),
        # Another type.
        ("age", 68),
        ("sex", ["female"]),
        ("primary", True),
        ("progressed_on_hormonal_therapy", "yes"),
        ("progressed_on_hormonal_therapy", 1),
        ("lesions", {}),
        ("lesions/0", "L3"),
        ("lesions/0", None),
        ("lesions/0/levels", "L3"),
        ("labs", []),
        ("labs/calcium", 9.4),
        ("labs/creatinine/0", None),
        ("labs/creatinine_baseline", ["0.8 mg/dL"]),
        ("dental", True),
        ("ecog", "1"),
        ("ecog", True),
        ("ecog", 1.5),
        ("withheld", "zoledronic acid"),
        ("allergies/0", 1),
        ("life_expectancy", 6),
        ("findings", []),
        ("findings/arm", 1),
        ("findings/arm", ["A"]),
        # Another word, or another number.
        ("format", "boneguide-patient/2"),
        ("sex", "F"),
        ("primary", "Breast"),
        ("lesions/0/site", "left femur"),
        ("lesions/0/site", None),
        ("lesions/0/levels/0", "lumbar spine"),
        ("labs/calcium/comparator", "="),
        ("radionuclide_doses/0/drug", "radium"),
        ("ecog", 5),
        ("ecog", -1),
        ("karnofsky", 85),
        ("incomplete", ["drugs"]),
        ("incomplete/0", "Medications"),
        # One word twice where each counts once.
        ("incomplete", ["lesions", "lesions"]),
        ("pain/worst", 11),
        ("lesions/0/radiotherapy/0/fractions", 0),
        # Nothing where there has to be something.
        ("allergies/0", " "),
        ("medications/0/drug", ""),
        ("lesions/0/levels", []),
        ("findings/arm", " "),
        ("findings/ ", True),
        # A unit of another kind, and a number that is no plain decimal.
        ("age", "68 kg"),
        ("lesions/0/size", "3 mg"),
        ("labs/calcium", "9.4 g/dL"),
        ("labs/creatinine/0/value", "0.8 mL"),
        ("labs/creatinine_baseline", "68 kg"),
        ("labs/calcium/low", "8.5 year"),
        ("medications/0/daily_dose", "60 mL"),
        ("radionuclide_doses/0/activity", "4 mg"),
        ("life_expectancy", "6 mg"),
        ("age", "68"),
        ("age", "year"),
        ("age", "68,5 year"),
        ("age", "068 year"),
        ("age", ".5 year"),
        ("age", "6e1 year"),
        ("age", "68 Year"),
        ("age", "68 year\n"),
        ("age", "68" + " " * 60 + "year"),
        ("labs/creatinine/0/value", "1 mg / dL"),
        ("labs/platelets", "15010*9/L"),
        ("findings/volume/quantity", "4,5 mg"),
        # Another way of writing a day, and one that there is not.
        ("dental/last_review", "01.10.2026"),
        ("dental/last_review", "20261001"),
        ("dental/last_review", "2026-10-01T08:00"),
        ("dental/last_review", "2026-13-01"),
        ("dental/last_review", "2026-02-30"),
        ("dental/last_review", "0000-10-01"),
        ("dental/last_review", "2026-10-01\n"),
        ("dental/last_review", 20261001),
    ],
    ids=repr,
)
def test_another_shape_is_refused_by_both(path: str, value: object) -> None:
    assert fits("patient", PATIENT)
    assert why_not_read("patient", json.dumps(PATIENT)) == []
    steps = tuple(int(step) if step.isdecimal() else step for step in path.split("/"))
    document = changed(PATIENT, steps, value)
    assert why_not_read("patient", json.dumps(document)) != []
    assert not fits("patient", document)


# ---- what a schema cannot say

#: Why reading may refuse what a schema takes, as the manual tells it, by how the messages word it.
REASONS = {
    "a value that is not possible": r"not possible|expected more than zero|beyond what the library takes",
    "the ends of a range": r"runs from|has neither low nor high|while the value is in ",
    "entries that contradict each other": r"Correct one of the two|beside|before start|both dose and dose_range",
    "items that do not go together": (
        r"without a date|neighbouring levels|in rising order|that fall or stay|no whole number of tablets"
    ),
    "a word that has several spellings": (
        r"^(bone_agent_doses\[\d+\]\.drug|withheld\[\d+\]|medications\[\d+\]\.route) was '"
        r".* expected (one of|the substance)"
    ),
    "a key that stands nowhere, or twice": r"expected a key that stands in|as in an earlier answer",
    "the digest": r"^digest does not fit",
    "how the text is written": r"half of a surrogate pair|was (-?\d+\.0|1000000000000000000); expected a whole number",
}


def near(found: object) -> Iterator[object]:
    """Yield what somebody might have written in place of a value."""
    yield from (None, ..., "", True, 7, [], {})
    if isinstance(found, bool):
        yield not found
    elif isinstance(found, int):
        yield from (0, -1, found + 1, found + 1000, found + 0.0, found + 0.5, 10**18, str(found))
    elif isinstance(found, list):
        yield from (found * 2, found[::-1], [*found, None], dict.fromkeys(map(str, found)))
    elif isinstance(found, dict):
        yield from ({**found, "another": 1}, [found], *({**found, name: None} for name in found))
        yield from ({name: found[name] for name in found if name != one} for one in found)
    elif isinstance(found, str):
        yield from (
            found.upper(),
            f" {found} ",
            f"{found}\n",
            f"{found}\ud800",
            f"{found} x",
            [found],
            {"value": found},
        )
        number, _, unit = found.partition(" ")
        if number.replace(".", "").isdecimal() and unit:
            yield from (
                f"{other} {unit}" for other in ("0", "-1", "0.001", "1e3", "1,5", "05", "1000000", f"1{'0' * 30}")
            )
            yield from (f"{number} {other}" for other in ("mg", "mg/dL", "day", "Gy", "ug/h", "mmol/L", "minute"))
        yield from ("2020-01-01", "2030-01-01", "2026-02-30", "20261120", "L5", "femur", "prolia", "male", "prostate")


def places(found: Any, path: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """Yield every value in a document with its path."""
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for step, inner in inside:
        yield (*path, step), inner
        yield from places(inner, (*path, step))


def reason(told: str) -> str | None:
    return next((name for name, words in REASONS.items() if re.search(words, told)), None)


def assert_both_agree(name: SchemaName, document: Any) -> set[str | None]:
    """Check one document; return why reading refuses it although it fits."""
    told = why_not_read(name, json.dumps(document))
    if not fits(name, document):
        assert told, f"is read and does not fit: {document}"
        return set()
    unexplained = [line for line in told if reason(line) is None]
    assert unexplained == [], f"fits and is not read: {document}"
    return {reason(line) for line in told}


def test_every_near_change_of_a_patient() -> None:
    met = {
        why
        for path, found in places(PATIENT)
        for new in near(found)
        for why in assert_both_agree("patient", changed(PATIENT, path, new))
    }
    assert met == set(REASONS) - {"a key that stands nowhere, or twice", "the digest"}


def test_every_near_change_of_an_assessment() -> None:
    document = json.loads(assessment_to_json(assessment_of(full_answer())))
    # A source looks the same wherever it stands, so one place of each name in another is enough.
    of_names = {
        tuple("" if isinstance(step, int) else step for step in path)[-2:]: (path, found)
        for path, found in places(document)
    }
    assert len(of_names) > 100
    met = {
        why
        for path, found in of_names.values()
        for new in near(found)
        for why in assert_both_agree("assessment", changed(document, path, new))
    }
    assert met == set(REASONS) - {
        "entries that contradict each other",
        "a word that has several spellings",
        "the digest",
    }


def test_every_near_change_of_what_an_audit_record_adds() -> None:
    order = bg.Regimen(drug="zoledronic acid", route="IV", dose=bg.Q(4, "mg"))
    record = bg.AuditRecord(
        patient=bg.Patient(),
        order=order,
        rules=(AuditedRule(id="full", edition="1", fingerprint="f"),),
        assessment=assessment_of(),
    )
    document = json.loads(audit_to_json(record))
    outer = [(path, found) for path, found in places(document) if path[0] != "assessment" or len(path) == 1]
    changes = [changed(document, path, new) for path, found in outer for new in near(found)]
    assert {why for change in changes for why in assert_both_agree("audit", change)} == {"the digest"}
    for change in changes:
        # As if it had been written so.
        rest = {key: found for key, found in change.items() if key not in {"format", "digest"}}
        assert_both_agree("audit", {**change, "digest": _audit_forms.digest(rest)})


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_patient_with_one_near_change(data: st.DataObject) -> None:
    document = json.loads(patient_to_json(data.draw(patients())))
    path, found = data.draw(st.sampled_from(list(places(document))))
    assert_both_agree("patient", changed(document, path, data.draw(st.sampled_from(list(near(found))))))


# ---- where it comes from


def test_units_are_those_of_the_kind() -> None:
    definitions: Any = schema("patient")["$defs"]
    for name, kind in LAB_KINDS.items():
        text = definitions["Labs"]["properties"][name]["anyOf"][0]["$ref"].removeprefix("#/$defs/")
        for unit in UNITS:
            fitting = re.search(definitions[text]["pattern"], f"1 {unit.symbol}") is not None
            assert fitting is (unit.symbol in kind.units), (name, unit.symbol)


def test_every_spelling_of_a_unit_fits_and_none_without_a_number() -> None:
    definitions: Any = schema("patient")["$defs"]
    pattern = re.compile(definitions["Quantity"]["pattern"])
    for spelling in SPELLINGS:
        assert pattern.search(f"-1.50\u00a0{spelling} ") is not None
        assert pattern.search(spelling) is None


def test_a_day_without_a_check_of_its_format() -> None:
    definitions: Any = schema("patient")["$defs"]
    pattern = re.compile(definitions["Day"]["pattern"])
    assert definitions["Day"]["format"] == "date"
    assert pattern.search("2026-12-31") is not None
    for text in ("0000-10-01", "2026-13-01", "2026-00-01", "2026-12-32", "2026-12-00", "2026-1-1", "2026-12-31\n"):
        assert pattern.search(text) is None


def test_numbers_and_words_are_those_of_the_model() -> None:
    found: Any = schema("patient")
    assert found["properties"]["ecog"] | {"description": ""} == {
        "type": ["integer", "null"],
        "minimum": 0,
        "maximum": 4,
        "description": "",
    }
    assert found["properties"]["karnofsky"]["enum"] == [*range(10, 101, 10), None]
    lesion = found["$defs"]["Lesion"]
    assert lesion["required"] == ["site"]
    assert tuple(lesion["properties"]["site"]["enum"]) == tuple(SITES)
    assert tuple(lesion["properties"]["levels"]["items"]["enum"]) == LEVELS
    assert tuple(found["$defs"]["BoneAgentDose"]["properties"]["drug"]["examples"]) == BONE_AGENTS
    assert tuple(found["$defs"]["Medication"]["properties"]["route"]["examples"]) == MEDICATION_ROUTES
    fractions = found["$defs"]["RadiotherapyCourse"]["properties"]["fractions"]
    assert (fractions["minimum"], "maximum" in fractions) == (1, False)
    answer: Any = schema("assessment")["$defs"]
    assert answer["Recommendation"]["properties"]["status"]["enum"] == [status.value for status in bg.Status]
    assert answer["Input"]["properties"]["days"]["type"] == ["integer", "null"]
    assert "minimum" not in answer["Input"]["properties"]["days"]


@attrs.frozen(kw_only=True)
class Invented:
    """A class that no converter knows."""

    #: Agents that are not all on record.
    incomplete: tuple[str, ...] | None = attrs.field(default=None, validator=agents)
    extent: Quantity = attrs.field(validator=quantity(kinds.LENGTH, kinds.BODY_SURFACE_AREA))
    score: int = 2


def test_a_new_field_needs_nothing_else() -> None:
    forms = Forms()
    assert forms.object_of(Invented) == {
        "description": "A class that no converter knows.",
        "type": "object",
        "properties": {
            "incomplete": {
                "type": ["array", "null"],
                "items": {"type": "string", "enum": list(BONE_AGENTS)},
                "description": "Agents that are not all on record.",
            },
            "extent": {"$ref": "#/$defs/Quantity-mm-cm-inch-cm2-m2"},
            "score": {"type": ["integer", "null"]},
        },
        "required": ["extent"],
        "additionalProperties": False,
    }


def test_words_are_taken_from_where_they_have_an_order() -> None:
    module: Any = ModuleType("words")
    module.held = frozenset({"c", "b", "a"})
    module.listed = {"b": 1, "c": 2, "a": 3}
    module.numbers = (1, 2)
    found = vocabularies_in([module])
    assert found[-2:] == (("b", "c", "a"), ("a", "b", "c"))
    assert all(isinstance(word, str) for words in found for word in words)


def test_no_word_that_is_kept_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for, found = set(), Asked.vocabulary

    def checked(asked: Asked, vocabularies: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        words = found(asked, vocabularies)
        if words:
            asked_for.add(asked.field.name)
            kept = {word for other in vocabularies for word in other if asked._keeps(word)}  # noqa: SLF001 - as it asks itself
            assert kept == set(words), asked.field.name
        return words

    monkeypatch.setattr(Asked, "vocabulary", checked)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BoneguideWarning)
        Forms().object_of(bg.Patient)
    assert asked_for == {"drug", "levels", "route", "site", "withheld"}


def test_what_else_is_loaded_changes_nothing() -> None:
    alone = "import json; from boneguide.interop.schema import schema; print(json.dumps(schema('patient')))"
    shown = subprocess.run([sys.executable, "-c", alone], capture_output=True, text=True, check=True).stdout  # noqa: S603 - this interpreter
    assert json.loads(shown) == schema("patient")


def test_every_class_with_a_form_of_its_own_has_one_here() -> None:
    trees = [ast.parse(inspect.getsource(module)) for module in (_patient_forms, _answer_forms)]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    taught = {ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) == "register"}
    here = {kind for kind in FORMS if isinstance(kind, type) and kind.__module__.startswith("boneguide.model.")}
    assert {kind.__name__ for kind in here} == taught
    assert len(taught) == 7


# ---- what it says in words


def test_what_the_model_says_of_itself() -> None:
    found: Any = schema("audit")
    patient = found["$defs"]["Patient"]
    assert patient["description"] == "What is known of one person, as data without any judgement."
    assert patient["properties"]["age"]["description"] == "Age on the day of the assessment."
    assert found["$defs"]["Neurology"]["properties"]["deficit"]["description"] == (
        "Symptoms or signs of compression: weakness of a limb, a change of gait, loss of sensation or a sensory level,"
        " disturbed bladder or bowel, saddle anaesthesia."
    )
    answer = found["$defs"]["Recommendation"]["properties"]
    assert answer["status"]["description"] == "See Status."
    assert answer["licensed"]["description"] == (
        "Whether the use is within the licence there; null where that is not known or not a question."
    )
    assert answer["because"]["description"] == "The explanation tree, built when it is read."
    assert found["properties"]["rules"]["description"] == "Which rules were asked, in order."


def test_without_the_source_less_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: object) -> str:
        raise OSError

    assert _schema_described.of_fields(bg.Patient)["age"] == "Age on the day of the assessment."
    monkeypatch.setattr(inspect, "getsource", gone)
    assert "age" not in _schema_described.of_fields(bg.Patient)
    assert _schema_described.of_fields(bg.Recommendation)["title"] == "Its name."


# ---- without the extra


def test_without_cattrs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cattrs", None)
    for name in ("json", "schema", "_converter", "_patient_forms", "_answer_forms", "_audit_forms"):
        monkeypatch.delitem(sys.modules, f"boneguide.interop.{name}")
    alone = importlib.import_module("boneguide.interop.schema").schema
    assert alone("patient") == schema("patient")
    for name in ("assessment", "audit"):
        with pytest.raises(MissingExtraError, match=r"pip install 'boneguide\[json\]'"):
            alone(name)


# ---- one version, one meaning


def demanded(found: Any) -> Any:
    """Return a schema without its words, which may change at any time."""
    if isinstance(found, list):
        return [demanded(inner) for inner in found]
    if not isinstance(found, dict):
        return found
    words = {"title", "description", "examples"}
    # A property may be called so too; then there is an object.
    return {key: demanded(inner) for key, inner in found.items() if key not in words or isinstance(inner, dict)}


def digests(found: Any) -> dict[str, str]:
    """Return a digest of the document itself and of each definition."""
    whole = demanded(found)
    of = {"": {key: part for key, part in whole.items() if key != "$defs"}, **whole["$defs"]}
    return {
        name: hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16] for name, part in of.items()
    }


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_version_keeps_its_meaning(name: SchemaName) -> None:
    found: Any = schema(name)
    then = json.loads(RECORDED.read_text(encoding="utf-8")).get(found["$id"], {})
    now = digests(found)
    differ = sorted(part or "the document itself" for part in {**then, **now} if then.get(part) != now.get(part))
    assert differ == [], (
        f"{found['$id']} no longer demands what was recorded: {', '.join(differ)}. If that is not meant, put the model"
        " or the form back. If documents of this version are in use, give the format its next version, in"
        " boneguide/interop/json.py and boneguide/interop/schema.py, and add its digests beside the old ones; if the"
        f" version has never been released, replace them. In {RECORDED.name} belongs then:\n"
        f"{json.dumps({found['$id']: now}, indent=2)}"
    )


def test_words_may_change_and_a_property_called_so_may_not() -> None:
    before: Any = {"$defs": {}, "title": "a", "properties": {"title": {"type": "string", "description": "b"}}}
    reworded: Any = {"$defs": {}, "title": "c", "properties": {"title": {"type": "string"}}}
    another: Any = {"$defs": {}, "properties": {"title": {"type": "integer"}}}
    assert digests(before) == digests(reworded) != digests(another)
