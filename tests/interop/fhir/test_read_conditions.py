"""Conditions and reports: cancers, their metastases, what else a person has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from boneguide.interop import terminology
from boneguide.interop.fhir import _coding
from boneguide.interop.terminology import ICD10_CM, ICD10_GM, Code
from boneguide.model.lesion import Lesion
from tests.interop.fhir.record import LOINC, SNOMED, Plain, coded, condition, resource
from tests.interop.fhir.treatment_support import problem, read, reason, unread

BREAST = coded(SNOMED, "254837009", "Malignant neoplasm of breast (disorder)")
PROSTATE = coded(SNOMED, "399068003", "Malignant tumor of prostate (disorder)")
BONE = coded(SNOMED, "94222008", "Secondary malignant neoplasm of bone (disorder)")
SOMEWHERE = coded(SNOMED, "128462008", "Secondary malignant neoplastic disease (disorder)")
TNM = "https://www.uicc.org/resources/tnm"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition"
CERTAINTY = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit"


def status(code: str) -> Plain:
    """Return a verification status."""
    return coded("http://terminology.hl7.org/CodeSystem/condition-ver-status", code)


def test_a_primary_and_its_metastases_of_bone() -> None:
    intake = read(condition("c1", BREAST), condition("c2", BONE))
    assert (intake.patient.primary, intake.patient.bone_metastases) == ("breast", True)
    assert (intake.patient.conditions.visceral_metastases, intake.patient.lesions) == (None, None)


@pytest.mark.parametrize("category", ["problem-list-item", "encounter-diagnosis", "health-concern"])
def test_the_category_does_not_matter(category: str) -> None:
    held = [coded("http://terminology.hl7.org/CodeSystem/condition-category", category)]
    assert read(condition("c", BONE, category=held)).patient.bone_metastases is True


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (status("refuted"), "was refuted"),
        (status("entered-in-error"), "was entered in error"),
        ({"text": "Refuted"}, "was refuted"),
        ({"text": "Entered in Error"}, "was entered in error"),
        (coded(SNOMED, "410516002"), "was refuted"),
        (status("unconfirmed"), "Secondary malignant neoplasm of bone (disorder): is not confirmed"),
        (status("provisional"), "Secondary malignant neoplasm of bone (disorder): is provisional"),
        (
            status("differential"),
            "Secondary malignant neoplasm of bone (disorder): is one of several that are considered",
        ),
        ({"text": "provisional"}, "Secondary malignant neoplasm of bone (disorder): is provisional"),
        (coded(SNOMED, "415684004"), "Secondary malignant neoplasm of bone (disorder): is not confirmed"),
    ],
)
def test_what_is_not_sure_is_no_fact(given: Plain, told: str) -> None:
    assert reason(read(condition("c", BONE) | {"verificationStatus": given})) == told


@pytest.mark.parametrize("given", [None, status("confirmed"), {"text": "Confirmed"}, coded(SNOMED, "410605003")])
def test_what_is_sure_or_says_nothing_of_it(given: Plain | None) -> None:
    held = {**condition("c", BONE), "verificationStatus": given}
    assert read({k: v for k, v in held.items() if v is not None}).patient.bone_metastases is True


@pytest.mark.parametrize(
    ("letter", "told"),
    [("A", "was refuted"), ("V", "is provisional"), ("Z", "is stated as the state after it"), ("G", "")],
)
@pytest.mark.parametrize("as_coding", [True, False])
def test_the_letter_of_a_german_diagnosis(letter: str, told: str, as_coding: bool) -> None:
    value = {"valueCoding": {"code": letter}} if as_coding else {"valueCode": letter}
    code = {"coding": [{"system": ICD10_GM, "code": "C50.4", "extension": [{"url": CERTAINTY, **value}]}]}
    intake = read(condition("c", code))
    if told:
        assert told in reason(intake)
    else:
        assert intake.patient.primary == "breast"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"clinicalStatus": coded("x", "inactive")}, "is not active"),
        ({"clinicalStatus": coded("x", "resolved")}, "is resolved"),
        ({"clinicalStatus": {"text": "Resolved"}}, "is resolved"),
        ({"abatementDateTime": "2026-11-23"}, "was over on 2026-11-23"),
        ({"abatementDateTime": "2025"}, "was over on 2025"),
        ({"abatementPeriod": {"end": "2025-02"}}, "was over on 2025-02"),
        ({"abatementString": "last year"}, "is over (abatementString)"),
        ({"meta": {"profile": ["https://x.example/mii-pr-onko-fruehere-tumorerkrankung|1.0"]}}, "before the one"),
    ],
)
def test_what_is_over(fields: Plain, told: str) -> None:
    assert told in reason(read(condition("c", BREAST) | fields))


@pytest.mark.parametrize("fields", [{"abatementDateTime": "2026-11-24"}, {"abatementDateTime": "2026"}])
def test_what_may_not_be_over_yet(fields: Plain) -> None:
    assert read(condition("c", BREAST, **fields)).patient.primary == "breast"


def test_remission() -> None:
    remission = {"clinicalStatus": coded("x", "remission")}
    assert read(condition("c", BREAST) | remission).patient.primary == "breast"
    other = condition("c", coded(SNOMED, "64859006")) | remission
    assert reason(read(other)) == "64859006: is in remission"


def test_what_begins_after_the_day() -> None:
    assert reason(read(condition("c", BONE, onsetDateTime="2026-11-24"))).startswith("is of 2026-11-24, after")
    assert read(condition("c", BONE, onsetDateTime="2026")).patient.bone_metastases is True
    assert read(condition("c", BONE, onsetPeriod={"start": "2026-11-23"})).patient.bone_metastases is True


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (coded(SNOMED, "38341003", "Hypertension"), "Hypertension: nothing that is read here"),
        ({"text": "bone metastases"}, "bone metastases: nothing that is read here"),
        ({}, "its code: nothing that is read here"),
        (coded(SNOMED, "363346000"), "363346000: a cancer without the organ that it arose in"),
        (coded(SNOMED, "428262008"), "428262008: does not say what is there now"),
        (coded(ICD10_CM, "Z85.3"), "Z85.3: does not say what is there now"),
        (coded(SNOMED, "1229901006"), "1229901006: does not say what is there now"),
        (SOMEWHERE, "Secondary malignant neoplastic disease (disorder): metastases without a place that is read here"),
        (coded(SNOMED, "94392001"), "94392001: metastases without a place that is read here"),
        (coded(SNOMED, "94217008"), "94217008: metastases without a place that is read here"),
        (coded(ICD10_GM, "C79.5+"), "C79.5+: metastases without a place that is read here"),
    ],
)
def test_what_says_nothing_that_is_taken(code: Plain, told: str) -> None:
    assert reason(read(condition("c", code))) == told


def site_code(value: str) -> Plain:
    """Return a verified code of a place."""
    return next(coded(c.system, c.code) for c in terminology.codes("site", value) if c.decides)


@pytest.mark.parametrize("code", [SOMEWHERE, coded(ICD10_GM, "C795"), coded(ICD10_GM, "C79.5+")])
def test_the_site_says_where_metastases_are(code: Plain) -> None:
    intake = read(condition("c", code, bodySite=[site_code("T12")]))
    assert intake.patient.bone_metastases is True
    assert intake.patient.lesions == (Lesion(site="T12", kind="metastasis", identifier="c"),)


def test_a_bone_that_is_not_named_is_no_lesion() -> None:
    intake = read(condition("c", SOMEWHERE, bodySite=[site_code("bone")]))
    assert (intake.patient.bone_metastases, intake.patient.lesions) == (True, None)


@pytest.mark.parametrize(
    ("place", "expected"),
    [("liver", True), ("brain", True), ("lymph node", None), ("skin", None), ("breast", None), ("prostate", None)],
)
def test_metastases_of_organs(place: str, expected: object) -> None:
    patient = read(condition("c", SOMEWHERE, bodySite=[site_code(place)])).patient
    assert (patient.conditions.visceral_metastases, patient.bone_metastases) == (expected, None)


def test_an_organ_does_not_say_bone_or_marrow() -> None:
    intake = read(condition("c", coded(ICD10_GM, "C79.5"), bodySite=[site_code("liver")]))
    assert reason(intake) == "C79.5: metastases without a place that is read here"


def test_the_site_of_a_cancer_is_no_site_of_metastases() -> None:
    held = {"profile": [f"{MCODE}/mcode-primary-cancer-condition"]}
    intake = read(condition("c", SOMEWHERE, bodySite=[site_code("liver")], meta=held))
    assert reason(intake).endswith("metastases without a place that is read here")


def test_a_site_that_is_not_known_here_leaves_the_rest() -> None:
    intake = read(condition("c", BONE, bodySite=[{"text": "somewhere"}]))
    assert (intake.patient.bone_metastases, intake.patient.lesions) == (True, None)
    assert intake.used[0].said == "Secondary malignant neoplasm of bone (disorder), somewhere"
    assert read(condition("c", BONE, bodySite=[{}])).patient.bone_metastases is True
    both = [site_code("T12"), site_code("rib")]
    assert read(condition("c", BONE, bodySite=both)).patient.lesions is None


def test_a_site_that_contradicts_itself_leaves_the_rest() -> None:
    both = {"coding": [*site_code("T12")["coding"], *site_code("rib")["coding"]]}
    intake = read(condition("c", BONE, bodySite=[both]))
    assert intake.patient.bone_metastases is True
    assert unread(intake)[0].startswith("site: bodySite.coding was ")


@pytest.mark.parametrize(
    ("code", "side"),
    [
        (coded(SNOMED, "7771000"), "left"),
        (coded(SNOMED, "24028007"), "right"),
        (coded(SNOMED, "51440002"), None),
        ({"text": "left"}, None),
    ],
)
def test_a_bone_and_its_side(code: Plain, side: object) -> None:
    extension = [{"url": f"{MCODE}/mcode-laterality-qualifier", "valueCodeableConcept": code}]
    [lesion] = (
        read(condition("c", BONE, bodySite=[{**site_code("femur"), "extension": extension}])).patient.lesions or ()
    )
    assert (lesion.site, lesion.side) == ("femur", side)


def test_a_code_that_names_the_bone() -> None:
    [lesion] = read(condition("c", coded(SNOMED, "94274006"))).patient.lesions or ()
    assert (lesion.site, lesion.kind, lesion.identifier) == ("thoracic spine", "metastasis", "c")


@pytest.mark.parametrize("code", ["712849003", "314994000"])
def test_a_code_that_names_the_cancer_too(code: str) -> None:
    intake = read(condition("c", coded(SNOMED, code)))
    placed = code == "712849003"
    assert (intake.patient.primary, intake.patient.bone_metastases) == ("prostate", placed or None)
    assert unread(intake) == (() if placed else (f"{code}: metastases without a place that is read here",))


@pytest.mark.parametrize(
    "url",
    [
        f"{MCODE}/mcode-related-primary-cancer-condition",
        "http://hl7.org/fhir/StructureDefinition/condition-related",
        "http://hl7.org/fhir/StructureDefinition/condition-dueTo",
    ],
)
def test_metastases_are_linked_with_their_cancer(url: str) -> None:
    link = [{"url": url, "valueReference": {"reference": "Condition/c1"}}]
    held = (condition("c1", BREAST), condition("c2", PROSTATE))
    assert read(*held, condition("c3", BONE)).patient.primary is None
    assert read(*held, condition("c3", BONE, extension=link)).patient.primary == "breast"


def stage(*codes: Plain) -> dict[str, Any]:
    """Return stages of a condition."""
    return {"stage": [{"summary": code} for code in codes]}


def test_no_distant_metastases() -> None:
    patient = read(condition("c", BREAST, **stage(coded(SNOMED, "1229901006")))).patient
    assert (patient.bone_metastases, patient.conditions.visceral_metastases) == (False, False)
    unknown = condition("c", coded(SNOMED, "38341003"), **stage(coded(TNM, "M0")))
    assert read(unknown).patient.bone_metastases is False


@pytest.mark.parametrize(
    ("code", "cancer", "expected"),
    [
        ("1229907005", PROSTATE, True),
        ("1229907005", BREAST, None),
        ("1229904003", PROSTATE, None),
        ("1229910003", PROSTATE, None),
        ("1229903009", PROSTATE, None),
    ],
)
def test_the_letter_of_a_stage_means_bone_for_the_prostate_alone(code: str, cancer: Plain, expected: object) -> None:
    intake = read(condition("c", cancer, **stage(coded(SNOMED, code))))
    assert (intake.patient.bone_metastases, intake.patient.conditions.visceral_metastases) == (expected, None)
    assert intake.problems == ()


def test_a_stage_of_an_unknown_cancer_says_no_bone() -> None:
    held = condition("c", {"text": "a cancer"}, **stage(coded(SNOMED, "1229907005")))
    assert reason(read(held)) == "a cancer: nothing that is read here"


def test_a_stage_as_text_is_not_read() -> None:
    assert read(condition("c", BREAST, **stage({"text": "M0"}))).patient.bone_metastases is None


def test_the_stage_of_one_of_several_cancers() -> None:
    held = (condition("c1", BREAST, **stage(coded(TNM, "M0"))), condition("c2", PROSTATE))
    assert read(*held).patient.bone_metastases is None


def test_metastases_after_the_stage_are_no_conflict() -> None:
    first = condition("c1", BREAST, onsetDateTime="2019-03-01", **stage(coded(TNM, "M0")))
    intake = read(first, condition("c2", BONE, onsetDateTime="2026-02"))
    assert (intake.patient.bone_metastases, intake.conflicts) == (True, ())


def test_a_stage_of_what_is_not_sure_is_none() -> None:
    held = condition("c", BREAST, **stage(coded(TNM, "M0"))) | {"verificationStatus": status("provisional")}
    assert reason(read(held)).endswith("is provisional")


@pytest.mark.parametrize(
    ("onset", "expected"),
    [("2026-10-01", True), ("2026-05", True), ("2026-10-01T08:00:00Z", True), (None, True), ("2025-01", None)],
)
def test_pregnancy(onset: str | None, expected: object) -> None:
    dated = {} if onset is None else {"onsetDateTime": onset}
    assert read(condition("c", coded(SNOMED, "77386006"), **dated)).patient.pregnant is expected


def test_a_pregnancy_that_is_only_possible() -> None:
    intake = read(condition("c", coded(SNOMED, "146799005")))
    assert reason(intake) == "146799005: does not say whether there is a pregnancy"
    assert read(condition("c", coded(SNOMED, "60001007"))).patient.pregnant is False


def test_other_conditions() -> None:
    patient = read(condition("a", coded(SNOMED, "64859006")), condition("b", coded(SNOMED, "71286001"))).patient
    assert patient.conditions.osteoporosis is True
    assert patient.neurology.cord_compression == "confirmed"
    assert patient.conditions.diabetes is None


def test_a_condition_that_was_seen_in_one_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Code(
        system=SNOMED,
        code="7",
        display="Brittle bones",
        group="condition",
        value="conditions.osteoporosis",
        verified="one",
        seen=("a",),
        note="",
    )
    known = _coding.rows
    monkeypatch.setattr(_coding, "rows", lambda system, code: (row,) if code == "7" else known(system, code))
    assert problem(read(condition("c", coded(SNOMED, "7"))))[0] == "code.coding"
    intake = read(condition("c", coded(SNOMED, "7", "brittle bones")))
    assert intake.patient.conditions.osteoporosis is True
    assert unread(intake) == ("7 was not verified in two places; brittle bones says the same",)


def test_an_extension_that_may_turn_the_meaning() -> None:
    held = [{"url": "https://clinic.example/not", "valueBoolean": True}]
    assert problem(read(condition("c", BONE, modifierExtension=held)))[0] == "modifierExtension"


def report(**fields: Any) -> Plain:
    """Return a final report."""
    given = {"status": "final", "code": coded(LOINC, "39638-7"), "effectiveDateTime": "2026-08-02", **fields}
    return resource("DiagnosticReport", "g", **given)


@pytest.mark.parametrize("state", ["final", "amended", "corrected", "appended"])
def test_a_coded_conclusion(state: str) -> None:
    intake = read(report(status=state, conclusionCode=[{"text": "see below"}, BONE]))
    assert intake.patient.bone_metastases is True
    [used] = intake.used
    assert (used.day, used.said) == (
        date(2026, 8, 2),
        "concluded: Secondary malignant neoplasm of bone (disorder)",
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "preliminary", "conclusionCode": [BONE]}, "has the status preliminary, so it is not final"),
        ({"effectiveDateTime": "2026-11-24", "conclusionCode": [BONE]}, "is of 2026-11-24, after the day of the"),
        ({}, "39638-7: no coded conclusion that is read here"),
        ({"code": {"text": "Bone scan"}, "conclusion": "Bone metastases."}, "Bone scan: no coded conclusion that"),
        ({"conclusion": "Bone metastases."}, "; its conclusion is a text, which is not read"),
        ({"conclusionCode": [SOMEWHERE]}, "39638-7: no coded conclusion that is read here"),
    ],
)
def test_reports_that_say_nothing_that_is_taken(fields: Plain, told: str) -> None:
    assert told in reason(read(report(**fields)))
