"""Radiotherapy as courses and volumes, radionuclides, and what a dentist did or is to do."""

from datetime import date
from typing import Any

import pytest

from boneguide.interop.fhir import Intake, Irradiation, RadionuclideTherapy
from boneguide.model.radionuclide import RadionuclideDose
from boneguide.quantities import Q
from tests.interop.fhir.record import MCODE, SNOMED, Plain, amount, coded, condition, resource
from tests.interop.fhir.treatment_support import (
    ZOLEDRONATE,
    administration,
    course,
    gray,
    problem,
    read,
    reason,
    unread,
    volume,
)

OPS = "http://fhir.de/CodeSystem/bfarm/ops"
MII = "https://www.medizininformatik-initiative.de/fhir/ext/modul-onko"
WAYS = f"{MII}/CodeSystem/mii-cs-onko-strahlentherapie-applikationsart"
RAYS = f"{MII}/CodeSystem/mii-cs-onko-strahlentherapie-strahlenart"
METHOD = "http://hl7.org/fhir/StructureDefinition/procedure-method"
RADIOTHERAPY = coded(SNOMED, "1287742003", "Radiotherapy (procedure)")
ABSENT = {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}
EXTRACTION = coded(SNOMED, "55162003", "Tooth extraction (procedure)")
EXAMINATION = coded(SNOMED, "122856003", "Oral examination (procedure)")


def only(intake: Intake) -> Irradiation:
    assert intake.problems == ()
    [found] = intake.radiotherapy
    return found


def extension(name: str, **value: Any) -> Plain:
    return {"url": f"{MCODE}/{name}", **value}


def german(name: str, total: Plain | None = None, single: Plain | None = None, way: str = "", **fields: Any) -> Plain:
    held = []
    if way:
        held.append({"url": METHOD, "valueCodeableConcept": coded(WAYS, way, fields.pop("way_display", ""))})
    if total is not None:
        url = f"{MII}/StructureDefinition/mii-ex-onko-strahlentherapie-bestrahlung-gesamtdosis"
        held.append({"url": url, "valueQuantity": total})
    if single is not None:
        url = f"{MII}/StructureDefinition/mii-ex-onko-strahlentherapie-bestrahlung-einzeldosis"
        held.append({"url": url, "valueQuantity": single})
    given = {
        "status": "completed",
        "category": RADIOTHERAPY,
        "code": coded(OPS, "8-52", "Strahlentherapie"),
        "performedPeriod": {"start": "2026-03-10", "end": "2026-03-20"},
        **fields,
    }
    return resource("Procedure", name, **given, **({"extension": held} if held else {}))


# --------------------------------------------------------------------------- courses and volumes


def test_a_course_with_one_volume() -> None:
    brain = coded(SNOMED, "12738006", "Brain structure (body structure)")
    intake = read(
        course("r1", volume(amount(2000, "cGy"), 5, "b1"), identifier=[{"system": "urn:x"}, {"value": "course 1"}]),
        resource("BodyStructure", "b1", location=brain),
    )
    assert only(intake) == Irradiation(
        resources=("Procedure/r1",),
        course="course 1",
        volume="BodyStructure/b1",
        site="Brain structure (body structure)",
        bone=False,
        total_dose=Q(20, "Gy"),
        fractions=5,
        dose_per_fraction=Q(4, "Gy"),
        started=date(2026, 8, 10),
        ended=date(2026, 8, 14),
        finished=True,
    )
    assert [used.resource for used in intake.used] == ["Procedure/r1", "BodyStructure/b1"]
    assert intake.used[0].said == "20 Gy in 5 fractions to Brain structure (body structure), ended 2026-08-14"


def test_volumes_of_one_course_are_not_added_up() -> None:
    intake = read(course("r1", volume(gray(60), 30, "b1"), volume(gray(50), 25, "b2")))
    assert [(c.volume, c.total_dose, c.fractions, c.dose_per_fraction) for c in intake.radiotherapy] == [
        ("BodyStructure/b1", Q(60, "Gy"), 30, Q(2, "Gy")),
        ("BodyStructure/b2", Q(50, "Gy"), 25, Q(2, "Gy")),
    ]


@pytest.mark.parametrize(
    ("given", "total", "fractions", "single"),
    [
        (volume(gray(8), 1), Q(8, "Gy"), 1, Q(8, "Gy")),
        (volume(gray(20), 6), Q(20, "Gy"), 6, Q(3.333333333, "Gy")),
        (volume(amount(8000, "mGy"), 1), Q(8, "Gy"), 1, Q(8, "Gy")),
        (volume(gray(20), None), Q(20, "Gy"), None, None),
        (volume(None, 5), None, 5, None),
        (volume(gray(20), 5, uniform=False), Q(20, "Gy"), 5, None),
        (volume(gray(20), 5, uniform=True), Q(20, "Gy"), 5, Q(4, "Gy")),
        (volume(gray(0), 0), None, None, None),
        ([*volume(gray(20), None), {"url": "fractionsDelivered", "extension": [ABSENT]}], Q(20, "Gy"), None, None),
        (
            [*volume(gray(20), None), {"url": "fractionsDelivered", "valueInteger": 5}],
            Q(20, "Gy"),
            5,
            Q(4, "Gy"),
        ),
    ],
)
def test_dose_and_fractions(given: list[Plain], total: object, fractions: int | None, single: object) -> None:
    found = only(read(course("r1", given)))
    assert (found.total_dose, found.fractions, found.dose_per_fraction) == (total, fractions, single)
    assert found.stated_dose_per_fraction is None


@pytest.mark.parametrize(
    ("total", "path", "found"),
    [
        (amount(20, "GBq/kg"), "code", "'GBq/kg'"),
        (amount(20, "mg"), "unit", "'20 mg'"),
        (gray(-1), "value", "'-1 Gy'"),
        ({**gray(20), "comparator": "<"}, "value", "'20 Gy'"),
        (gray(6000), "value", "'6000 Gy'"),
    ],
)
def test_a_dose_that_is_none_is_a_problem(total: Plain, path: str, found: str) -> None:
    where = f"extension(mcode-radiotherapy-dose-delivered-to-volume)[0].total.{path}"
    assert problem(read(course("r1", volume(total, 5))))[:2] == (where, found)


def test_fractions_that_are_no_number_are_a_problem() -> None:
    given = [{"url": "fractionsDelivered", "valueInteger": -5}]
    assert problem(read(course("r1", given))) == (
        "extension(mcode-radiotherapy-dose-delivered-to-volume)[0].fractionsDelivered",
        "-5",
        "a number, 0 or more",
    )
    half = [{"url": "fractionsDelivered", "valueQuantity": {"value": 2.5}}]
    assert problem(read(course("r1", half)))[1] == "2.5"


def test_a_volume_that_is_not_at_hand_takes_the_site_of_the_course() -> None:
    brain = [coded(SNOMED, "12738006", "Brain structure (body structure)")]
    assert (
        only(read(course("r1", volume(gray(20), 5, "b1"), bodySite=brain))).site == "Brain structure (body structure)"
    )
    two = [*brain, {"text": "Chest wall"}]
    assert only(read(course("r1", volume(gray(20), 5, "b1"), bodySite=two))).site == ""


def test_a_volume_by_its_name() -> None:
    held = volume(gray(20), 5, "b1")
    held[0]["valueReference"] = {"reference": "BodyStructure/b1", "display": "PTV left ilium"}
    assert only(read(course("r1", held))).volume == "PTV left ilium"
    assert only(read(course("r1", volume(gray(20), 5)))).volume == ""


def test_a_site_that_contradicts_itself_leaves_the_doses() -> None:
    wrong = [coded(SNOMED, "12738006", "Bone structure of femur")]
    intake = read(course("r1", volume(gray(20), 5), bodySite=wrong))
    found = only(intake)
    assert (found.total_dose, found.bone) == (Q(20, "Gy"), None)
    assert len(unread(intake)) == (1 if found.site != "Brain structure (body structure)" else 0)


def test_a_course_without_a_volume() -> None:
    found = only(read(course("r1")))
    assert (found.total_dose, found.fractions, str(found)) == (None, None, "unknown dose, ended 2026-08-14")


def test_what_else_is_said_of_a_course() -> None:
    intake = read(
        course(
            "r1",
            volume(gray(20), 5),
            extension=[
                extension("mcode-radiotherapy-sessions", valueUnsignedInt=6),
                extension(
                    "mcode-procedure-intent",
                    valueCodeableConcept=coded(SNOMED, "363676003", "Palliative - procedure intent (qualifier value)"),
                ),
                {
                    "url": "http://hl7.org/fhir/us/codex-radiation-therapy/StructureDefinition/"
                    "codexrt-radiotherapy-course-involves-reirradiation",
                    "valueBoolean": True,
                },
            ],
            note=[{"text": "20 Gy to the left ilium"}, {"text": " "}],
        )
    )
    found = only(intake)
    assert (found.sessions, found.intent, found.reirradiation, found.notes) == (
        6,
        "Palliative - procedure intent (qualifier value)",
        True,
        ("20 Gy to the left ilium",),
    )
    assert unread(intake) == ("note as a text: 20 Gy to the left ilium",)


@pytest.mark.parametrize(
    ("value", "sessions"),
    [
        ({"valueUnsignedInt": 25}, 25),
        ({"valueQuantity": {"value": 25.0}}, 25),
        ({"valuePositiveInt": 25}, 25),
        ({"extension": [ABSENT]}, None),
    ],
)
def test_sessions(value: Plain, sessions: int | None) -> None:
    given = {"url": "https://registry.example/StructureDefinition/ex-senologie-session-count", **value}
    assert only(read(course("r1", extension=[given]))).sessions == sessions


def test_without_more() -> None:
    found = only(read(course("r1")))
    assert (found.sessions, found.intent, found.reirradiation, found.technique, found.notes, found.course) == (
        None,
        "",
        None,
        None,
        (),
        "",
    )


@pytest.mark.parametrize(
    ("period", "started", "ended", "told"),
    [
        ({"start": "2026-08-10", "end": "2026-08-14"}, date(2026, 8, 10), date(2026, 8, 14), ()),
        ({"start": "2026-08-10"}, date(2026, 8, 10), None, ()),
        ({"end": "2026-08-14"}, None, date(2026, 8, 14), ()),
        (
            {"start": "2026-08", "end": "2026"},
            None,
            None,
            ("start 2026-08, which is no whole day", "end 2026, which is no whole day"),
        ),
    ],
)
def test_when_it_was(period: Plain, started: date | None, ended: date | None, told: tuple[str, ...]) -> None:
    intake = read(course("r1", volume(gray(20), 5), performedPeriod=period))
    assert (only(intake).started, only(intake).ended, only(intake).total_dose) == (started, ended, Q(20, "Gy"))
    assert unread(intake) == told


def test_other_forms_of_when_it_was() -> None:
    once = only(read(course("r1", performedPeriod=None, performedDateTime="2026-08-14T09:00:00+02:00")))
    assert (once.started, once.ended) == (date(2026, 8, 14), date(2026, 8, 14))
    words = read(course("r1", performedPeriod=None, performedString="last summer"))
    assert (only(words).started, only(words).ended) == (None, None)
    assert unread(words) == ("performedString last summer",)
    nothing = only(read(course("r1", performedPeriod=None)))
    assert (nothing.started, nothing.ended) == (None, None)


def test_what_lies_ahead_or_is_turned_round() -> None:
    later = course("r1", performedPeriod={"start": "2026-12-01"})
    assert reason(read(later)) == "is of 2026-12-01, after the day of the assessment"
    wrong = course("r1", performedPeriod={"start": "2026-08-14", "end": "2026-08-10"})
    assert problem(read(wrong)) == ("performedPeriod.end", "'2026-08-10'", "a day not before the start, 2026-08-14")


def test_the_doses_of_what_runs_on_are_not_those_of_the_day() -> None:
    intake = read(course("r1", volume(gray(20), 5), performedPeriod={"start": "2026-11-20", "end": "2026-11-24"}))
    found = only(intake)
    assert (found.started, found.ended, found.finished, found.total_dose, found.fractions) == (
        date(2026, 11, 20),
        None,
        False,
        None,
        None,
    )
    assert unread(intake) == ("its doses, which are those of 2026-11-24, after the day of the assessment",)


@pytest.mark.parametrize(
    ("status", "finished", "notes"),
    [
        ("completed", True, ()),
        ("in-progress", False, ()),
        ("stopped", True, ("was stopped before its planned end",)),
    ],
)
def test_states_of_a_course(status: str, finished: bool, notes: tuple[str, ...]) -> None:
    intake = read(course("r1", volume(gray(20), 5), status=status))
    assert (only(intake).finished, only(intake).notes) == (finished, notes)
    assert unread(intake) == ()
    assert intake.used[0].said.endswith("was stopped before its planned end") is (status == "stopped")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("preparation", "Radiotherapy course of treatment (regime/therapy): is being prepared"),
        ("not-done", "Radiotherapy course of treatment (regime/therapy): was not done"),
        ("on-hold", "Radiotherapy course of treatment (regime/therapy): is on hold"),
        ("unknown", "Radiotherapy course of treatment (regime/therapy): has an unknown status"),
        ("entered-in-error", "was entered in error"),
    ],
)
def test_what_was_not_done(status: str, told: str) -> None:
    assert reason(read(course("r1", volume(gray(20), 5), status=status))) == told


def test_a_status_that_there_is_not() -> None:
    assert problem(read(course("r1", status="done"))) == ("status", "'done'", "a status of a procedure")


def test_phases_are_never_added() -> None:
    phase = coded(SNOMED, "1222565005", "Radiotherapy treatment phase (regime/therapy)")
    parts_of = [{"reference": "Procedure/r1"}]
    intake = read(
        course("r1", volume(gray(20), 5)),
        course("r2", volume(gray(20), 5), code=phase, partOf=parts_of),
    )
    assert only(intake).total_dose == Q(20, "Gy")
    [ignored] = intake.ignored
    assert ignored.reason.endswith("a phase, whose dose is a part of that of its course")
    # A course that states no dose itself is still one.
    bare = read(course("r1"), course("r2", volume(gray(20), 5), code=phase, partOf=parts_of))
    assert (only(bare).total_dose, only(bare).ended) == (None, date(2026, 8, 14))


# --------------------------------------------------------------------------- what kind it is


@pytest.mark.parametrize(
    "code",
    [
        {"text": "Mastectomy"},
        coded(SNOMED, "392021009", "Lumpectomy of breast (procedure)"),
        coded(OPS, "5-870", "Partielle Exzision der Mamma"),
        {},
    ],
)
def test_what_is_no_radiotherapy(code: Plain) -> None:
    assert reason(read(resource("Procedure", "r1", status="completed", **({"code": code} if code else {})))).endswith(
        ": nothing that is read here"
    )


def test_codes_of_which_one_says_more() -> None:
    photons = {"coding": [*RADIOTHERAPY["coding"], coded(OPS, "8-522.90", "Hochvoltstrahlentherapie")["coding"][0]]}
    assert only(read(course("r1", volume(gray(20), 5), code=photons))).total_dose == Q(20, "Gy")
    wide = {"coding": [*RADIOTHERAPY["coding"], coded(SNOMED, "33195004")["coding"][0]]}
    assert only(read(course("r1", volume(gray(20), 5), code=wide))).total_dose == Q(20, "Gy")


def test_codes_that_contradict_each_other() -> None:
    both = {"coding": [coded(SNOMED, "399315003")["coding"][0], coded(SNOMED, "1156506007")["coding"][0]]}
    assert problem(read(course("r1", code=both)))[0] == "code.coding"
    tooth = {"coding": [*RADIOTHERAPY["coding"], *EXTRACTION["coding"]]}
    assert problem(read(course("r1", code=tooth)))[0] == "code.coding"


def test_the_category_counts_where_the_code_says_nothing() -> None:
    local = coded("https://clinic.example/procedures", "RT7", "Bestrahlung")
    assert only(read(course("r1", volume(gray(8), 1), code=local, category=RADIOTHERAPY))).fractions == 1


# --------------------------------------------------------------------------- technique


@pytest.mark.parametrize(
    ("given", "technique"),
    [
        (
            {"technique": coded(SNOMED, "441799006", "Intensity modulated radiation therapy (procedure)")},
            "intensity-modulated",
        ),
        ({"technique": coded(SNOMED, "113120007")}, "brachytherapy"),
        ({"modality": coded(SNOMED, "152198000")}, "brachytherapy"),
        ({"modality": coded(SNOMED, "1156506007")}, None),
        (
            {"modality": coded(SNOMED, "1156506007"), "technique": coded(SNOMED, "1162782007")},
            "three-dimensional conformal",
        ),
    ],
)
def test_techniques(given: Plain, technique: str | None) -> None:
    inner = [{"url": name, "valueCodeableConcept": concept} for name, concept in given.items()]
    held = extension("mcode-radiotherapy-modality-and-technique", extension=inner)
    intake = read(course("r1", volume(gray(20), 5), extension=[held]))
    assert only(intake).technique == technique
    assert unread(intake) == ()


def test_with_two_techniques_none_is_the_one() -> None:
    held = [
        extension(
            "mcode-radiotherapy-modality-and-technique",
            extension=[{"url": "technique", "valueCodeableConcept": coded(SNOMED, code)}],
        )
        for code in ("441799006", "1162782007")
    ]
    intake = read(course("r1", volume(gray(20), 5), extension=held))
    assert only(intake).technique is None
    assert unread(intake) == ("techniques, of which none is the one: intensity-modulated, three-dimensional conformal",)


def test_a_technique_by_the_code_of_the_procedure() -> None:
    alone = coded(SNOMED, "441799006", "Intensity modulated radiation therapy (procedure)")
    assert only(read(course("r1", volume(gray(20), 5), code=alone))).technique == "intensity-modulated"
    beside = {"coding": [*RADIOTHERAPY["coding"], *alone["coding"]]}
    assert only(read(course("r1", volume(gray(20), 5), code=beside))).technique == "intensity-modulated"


def test_a_technique_that_cannot_be_told_leaves_the_doses() -> None:
    intake = read(german("r1", gray(30), gray(10), "P-ST"))
    assert (only(intake).technique, only(intake).fractions) == (None, 3)
    assert [one.split(":")[0] for one in unread(intake)] == ["technique"]
    told = read(german("r1", gray(30), gray(10), "P-ST", way_display="perkutan stereotaktisch"))
    assert only(told).technique == "stereotactic"


# --------------------------------------------------------------------------- the German core data set


@pytest.mark.parametrize(
    ("total", "single", "fractions", "per_fraction"),
    [
        (gray(30), gray(3), 10, Q(3, "Gy")),
        (amount(3000, "cGy"), gray(3), 10, Q(3, "Gy")),
        (gray(30.3), gray(5.8), None, None),
        (gray(30), None, None, None),
        (None, gray(3), None, None),
    ],
)
def test_total_and_single_dose(
    total: Plain | None, single: Plain | None, fractions: int | None, per_fraction: object
) -> None:
    found = only(read(german("r1", total, single)))
    assert (found.fractions, found.dose_per_fraction) == (fractions, per_fraction)
    assert found.stated_dose_per_fraction == (None if single is None else Q(single["value"], "Gy"))
    assert found.total_dose == (None if total is None else Q(30.3 if total["value"] == 30.3 else 30, "Gy"))


def test_parts_of_a_whole_are_counted_once() -> None:
    of = [{"reference": "Procedure/r1"}]
    intake = read(
        german("r1"),
        german("r2", gray(30), gray(3), partOf=of),
        german("r3", gray(20), gray(4), partOf=of),
        german("r4", amount(7.4, "GBq"), amount(7.4, "GBq"), "MPRRT", partOf=of),
    )
    assert [(c.course, c.total_dose) for c in intake.radiotherapy] == [
        ("Procedure/r1", Q(30, "Gy")),
        ("Procedure/r1", Q(20, "Gy")),
    ]
    assert [(t.activity, t.on) for t in intake.radionuclides] == [(Q(7.4, "GBq"), date(2026, 3, 20))]
    [whole] = intake.ignored
    assert whole.reason == "Strahlentherapie: the doses stand in the procedures that are parts of it"


def test_a_part_of_a_whole_that_is_not_at_hand() -> None:
    assert only(read(german("r2", gray(30), partOf=[{"reference": "Procedure/r9"}]))).course == "Procedure/r9"


def nested(**held: Plain) -> Plain:
    return {
        "url": f"{MII}/StructureDefinition/mii-ex-onko-strahlentherapie-bestrahlung",
        "extension": [
            {"url": name, ("valueQuantity" if "value" in value else "valueCodeableConcept"): value}
            for name, value in held.items()
        ],
    }


def test_volumes_as_extensions_of_one_procedure() -> None:
    targets = f"{MII}/CodeSystem/mii-cs-onko-strahlentherapie-zielgebiet"
    intake = read(
        resource(
            "Procedure",
            "r1",
            status="completed",
            code=RADIOTHERAPY,
            performedPeriod={"start": "2026-03-10", "end": "2026-03-20"},
            extension=[
                nested(
                    Applikationsart=coded(WAYS, "PRCN-ST4D"),
                    Zielgebiet=coded(targets, "6.6", "Lendenwirbelsäule"),
                    Gesamtdosis=gray(30),
                    Einzeldosis=gray(10),
                ),
                nested(Applikationsart=coded(WAYS, "IHDR"), Gesamtdosis=gray(12), Einzeldosis=gray(6)),
                nested(Strahlenart=coded(RAYS, "Y-90", "Y-90"), Gesamtdosis=amount(2, "GBq")),
            ],
        )
    )
    assert [(c.site, c.bone, c.technique, c.total_dose, c.fractions) for c in intake.radiotherapy] == [
        ("lumbar spine", True, "stereotactic", Q(30, "Gy"), 3),
        ("", None, "brachytherapy", Q(12, "Gy"), 2),
    ]
    assert [(t.kind, t.activity) for t in intake.radionuclides] == [("Y-90", Q(2, "GBq"))]


# --------------------------------------------------------------------------- radionuclides


def test_an_activity_is_no_absorbed_dose() -> None:
    intake = read(
        german("r1", amount(20, "GBq"), amount(20, "GBq"), "MPRRT", way_display="Peptid-Radio-Rezeptor-Therapie")
    )
    assert intake.radiotherapy == ()
    assert intake.radionuclides == (
        RadionuclideTherapy(
            resources=("Procedure/r1",),
            kind="Peptid-Radio-Rezeptor-Therapie",
            activity=Q(20, "GBq"),
            on=date(2026, 3, 20),
        ),
    )
    assert intake.patient.radionuclide_doses is None


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        (german("r1", amount(20, "GBq")), "Strahlentherapie"),
        (german("r1", code=coded(OPS, "8-53", "Nuklearmedizinische Therapie")), "Nuklearmedizinische Therapie"),
        (german("r1", way="MPRRT"), "MPRRT"),
        (german("r1", single=amount(2, "GBq")), "Strahlentherapie"),
    ],
)
def test_what_makes_it_one_of_a_radionuclide(held: Plain, kind: str) -> None:
    intake = read(held)
    assert intake.radiotherapy == ()
    assert [t.kind for t in intake.radionuclides] == [kind]


def test_an_absorbed_dose_of_a_radionuclide_is_told() -> None:
    intake = read(german("r1", gray(100), code=coded(OPS, "8-53", "Nuklearmedizinische Therapie")))
    assert [t.activity for t in intake.radionuclides] == [None]
    assert unread(intake) == ("dose 100 Gy, which is no activity",)


def radium(**fields: Any) -> Plain:
    return german(
        "r1",
        amount(4.2, "MBq"),
        code=coded(OPS, "8-53", "Nuklearmedizinische Therapie"),
        usedCode=[coded(RAYS, "Ra-223", "Ra-223")],
        **fields,
    )


def test_radium_is_a_dose_too() -> None:
    once = read(radium(performedPeriod={"start": "2026-03-20", "end": "2026-03-20"}))
    assert once.patient.radionuclide_doses == (
        RadionuclideDose(drug="radium-223", on=date(2026, 3, 20), activity=Q(4.2, "MBq")),
    )
    assert once.used[0].facts == ("radionuclides", "radionuclide_doses")
    several = read(radium())
    assert several.patient.radionuclide_doses == (RadionuclideDose(drug="radium-223"),)
    assert [t.activity for t in several.radionuclides] == [Q(4.2, "MBq")]


def test_radium_that_runs_on() -> None:
    intake = read(radium(performedPeriod={"start": "2026-11-20", "end": "2026-12-20"}))
    assert [(t.activity, t.on) for t in intake.radionuclides] == [(None, date(2026, 11, 20))]
    assert intake.patient.radionuclide_doses == (RadionuclideDose(drug="radium-223"),)


# --------------------------------------------------------------------------- what it was for


def test_a_course_to_a_lesion() -> None:
    clavicle = [coded(SNOMED, "51299004", "Bone structure of clavicle (body structure)")]
    bone = coded(SNOMED, "94222008", "Secondary malignant neoplasm of bone (disorder)")
    intake = read(
        condition("c1", bone, bodySite=clavicle),
        course("r1", volume(gray(8), 1), reasonReference=[{"reference": "Condition/c1"}]),
        complete=("radiotherapy",),
    )
    [lesion] = intake.patient.lesions or ()
    [given] = lesion.radiotherapy or ()
    assert (given.fractions, given.dose_per_fraction, given.ended) == (1, Q(8, "Gy"), date(2026, 8, 14))


# --------------------------------------------------------------------------- teeth


def dental(code: Plain, **fields: Any) -> Plain:
    return resource("Procedure", "t1", **{"status": "completed", "code": code, **fields})


def test_an_examination_before_the_first_dose() -> None:
    looked = dental(EXAMINATION, performedDateTime="2026-09-01")
    alone = read(looked).patient.dental
    assert (alone.assessment_on, alone.assessed, alone.last_review) == (date(2026, 9, 1), True, date(2026, 9, 1))
    after = read(looked, administration(ZOLEDRONATE, "2026-08-01")).patient.dental
    assert (after.assessment_on, after.assessed, after.last_review) == (None, None, date(2026, 9, 1))
    period = read(dental(EXAMINATION, performedPeriod={"start": "2026-09-01", "end": "2026-09-02"}))
    assert period.patient.dental.last_review == date(2026, 9, 2)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Oral examination (procedure): on a day that is not stated"),
        ({"performedDateTime": "2026-09"}, "Oral examination (procedure): on a day that is not stated"),
        ({"performedDateTime": "2026-12-01"}, "is of 2026-12-01, after the day of the assessment"),
        ({"status": "in-progress"}, "Oral examination (procedure): is not completed"),
        ({"status": "preparation"}, "Oral examination (procedure): is being prepared"),
        ({"status": "not-done"}, "Oral examination (procedure): was not done"),
    ],
)
def test_an_examination_that_is_none(fields: Plain, told: str) -> None:
    assert reason(read(dental(EXAMINATION, **fields))) == told


def test_an_extraction() -> None:
    planned = read(dental(EXTRACTION, status="preparation"))
    assert planned.patient.dental.planned_invasive_procedure is True
    assert planned.used[0].said == "Tooth extraction (procedure) is planned"
    done = read(dental(EXTRACTION, performedDateTime="2026-11-01"))
    assert reason(done) == "Tooth extraction (procedure): whether what it left has healed is not said"
    assert reason(read(dental(EXTRACTION, status="on-hold"))) == "Tooth extraction (procedure): is on hold"


def ordered(code: Plain = EXTRACTION, **fields: Any) -> Plain:
    return resource("ServiceRequest", "q1", **{"status": "active", "intent": "order", "code": code, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"intent": "plan"},
        {"intent": "original-order", "authoredOn": "2026-11-01"},
        {"occurrenceDateTime": "2026-11-23"},
        {"occurrenceDateTime": "2026-12-01"},
        {"occurrenceDateTime": "2026-11"},
        {"occurrencePeriod": {"start": "2026-11-01", "end": "2026-12-01"}},
        {"doNotPerform": False},
    ],
)
def test_an_extraction_that_was_ordered(fields: Plain) -> None:
    intake = read(ordered(**fields))
    assert intake.patient.dental.planned_invasive_procedure is True
    assert intake.used[0].said == "Tooth extraction (procedure) is ordered"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "completed"}, "a request that is not in force (completed, order)"),
        ({"status": "revoked"}, "a request that is not in force (revoked, order)"),
        ({"status": "draft"}, "a request that is not in force (draft, order)"),
        ({"intent": "proposal"}, "a request that is not in force (active, proposal)"),
        ({"intent": "option"}, "a request that is not in force (active, option)"),
        ({"doNotPerform": True}, "a request that is not in force (not to be done)"),
        ({"occurrenceDateTime": "2026-11-22"}, "was due on 2026-11-22; whether it was done is not said"),
    ],
)
def test_an_extraction_that_is_not_known_to_be_planned(fields: Plain, told: str) -> None:
    assert reason(read(ordered(**fields))) == f"Tooth extraction (procedure): {told}"


def test_other_requests() -> None:
    for code in (
        EXAMINATION,
        RADIOTHERAPY,
        coded(SNOMED, "103697008", "Patient referral for dental care"),
        {"text": "tooth extraction"},
    ):
        assert reason(read(ordered(code))) == "is a request, and no statement of what was done"
    later = "is of 2026-11-24, after the day of the assessment"
    assert reason(read(ordered(authoredOn="2026-11-24"))) == later
