"""What a client is asked to fetch follows from what the rules read, and a new fact has to be placed."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import boneguide as bg
from boneguide import guidelines
from boneguide.errors import UnknownFieldError
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.interop._answers import prefetch as templates
from boneguide.interop._answers import reads
from boneguide.interop._answers.prefetch import QUERIES, queries_for
from boneguide.interop._answers.reads import facts_of, parts_read
from boneguide.interop.cds_hooks import discovery, prefetch, unfetched
from boneguide.logic import Context, Fact, Rule, fact
from boneguide.model.labs import LAB_KINDS
from tests.interop.cds_hooks_support import DISCOVERY
from tests.interop.support import patients

EVERY_FACT = facts_of(guidelines.default | ORDER_LIMITS)
IDENTIFIER = "{{context.patientId}}"


# --------------------------------------------------------------------------- every fact has its place


@pytest.mark.parametrize("one", EVERY_FACT, ids=lambda one: one.name)
def test_every_fact_is_read_from_a_part_that_the_table_places(one: Fact) -> None:
    read = parts_read(one)
    assert read
    for path in read:
        assert isinstance(queries_for(path), tuple)


def test_a_fact_of_a_part_that_nobody_placed_is_found() -> None:
    with pytest.raises(UnknownFieldError, match="no query is known for 'blood_group'; expected a part of a record"):
        queries_for("blood_group")
    with pytest.raises(UnknownFieldError, match=r"no query is known for 'labs\.ferritin'"):
        queries_for("labs.ferritin")


def test_every_part_of_a_record_is_placed() -> None:
    for field in attrs.fields(bg.Patient):
        # Which lists may lack entries is no fact, and results have the queries below.
        if field.name not in {"labs", "incomplete"}:
            queries_for(field.name)
    assert {path for path in QUERIES if path.startswith("labs.")} == {f"labs.{name}" for name in LAB_KINDS}


def test_the_table_names_no_part_that_no_record_has() -> None:
    of_lesions = {field.name for field in attrs.fields(bg.Lesion)}
    for path in QUERIES:
        head, _, rest = path.partition(".")
        if head == "lesions" and rest:
            assert rest in of_lesions
        elif head not in {"order", "jurisdiction"}:
            held = getattr(bg.Patient(), head)
            assert not rest or hasattr(held, rest)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(patients())
def test_whoever_is_asked_about_no_fact_reads_a_part_that_was_not_seen(patient: bg.Patient) -> None:
    for one in EVERY_FACT:
        seen: dict[str, None] = {}
        lesions: list[Any] = [None] if one.table is None else list(patient.lesions or ())
        for lesion in lesions:
            plain = Context(patient=patient, on=date(2030, 1, 1), lesion=lesion)
            context: Any = reads.WatchedContext(plain, "", seen)
            one.read(context)
        now = {query for path in seen for query in queries_for(path)}
        assert now <= {query for path in parts_read(one) for query in queries_for(path)}, one.name


def test_reading_through_the_watch_gives_what_the_record_holds() -> None:
    patient = bg.Patient(lesions=[bg.Lesion(site="L3", painful=True)], labs=bg.Labs(calcium=bg.Q(9, "mg/dL")))
    plain = Context(patient=patient, on=date(2026, 11, 23), lesion=bg.Lesion(site="rib"))
    watched: Any = reads.WatchedContext(plain, "", {})
    assert watched.patient.labs.latest("calcium", plain.on) == patient.labs.latest("calcium", plain.on)
    assert watched.patient.lesions[0].site == "L3"
    assert watched.lesion.site == "rib"
    assert watched.patient.metastases[0].painful is True
    assert watched.patient.latest_day is None


def test_which_lists_may_lack_entries_is_no_part_that_is_fetched() -> None:
    seen: dict[str, None] = {}
    plain = Context(patient=bg.Patient(allergies=["latex"], incomplete=["allergies"]), on=date(2026, 11, 23))
    watched: Any = reads.WatchedContext(plain, "", seen)
    assert watched.patient.lists_all("allergies") is False
    assert set(seen) == {"allergies"}


# --------------------------------------------------------------------------- what is asked for


def test_the_templates_of_every_subject() -> None:
    found = prefetch(guidelines.default)
    assert next(iter(found)) == "patient"
    assert found["patient"] == f"Patient/{IDENTIFIER}"
    assert found["conditions"] == f"Condition?patient={IDENTIFIER}"
    assert found["allergies"] == f"AllergyIntolerance?patient={IDENTIFIER}"
    assert {"medication-requests", "medication-statements", "medication-administrations", "procedures"} <= set(found)
    creatinine = found["laboratory-creatinine"]
    assert creatinine.startswith(f"Observation?patient={IDENTIFIER}&code=")
    assert "http://loinc.org|2160-0" in creatinine
    assert creatinine.endswith("&_sort=-date")
    assert found["own-facts"] == f"Observation?patient={IDENTIFIER}&code=urn:x-boneguide:fact|"
    assert {f"laboratory-{name}" for name in ("calcium", "albumin", "platelets", "haemoglobin")} <= set(found)


@pytest.mark.parametrize("key", prefetch(guidelines.default | ORDER_LIMITS))
def test_templates_keep_to_what_the_specification_recommends(key: str) -> None:
    template = prefetch(guidelines.default | ORDER_LIMITS)[key]
    if key == "patient":
        return
    kind, _, query = template.partition("?")
    assert kind.isalpha()
    assert [part.partition("=")[0] for part in query.split("&")] in (
        ["patient"],
        ["patient", "code"],
        ["patient", "code", "_sort"],
        ["patient", "conclusion", "_sort"],
    )
    assert " " not in template


def test_fewer_rules_ask_for_less() -> None:
    every = prefetch(guidelines.default)
    few = prefetch(guidelines.bone_agents.only("bone-turnover-markers"))
    assert set(few) == {"patient", "laboratory-urinary-ntx", "laboratory-bone-alkaline-phosphatase"}
    assert set(prefetch(guidelines.bone_agents.only("denosumab"))) < set(every)
    assert set(prefetch(guidelines.bone_agents)) < set(every)
    assert set(prefetch(guidelines.bone_agents.only())) == {"patient"}


def test_a_fact_of_the_hospital_is_asked_for_under_its_own_code() -> None:
    frail: Rule = attrs.evolve(guidelines.supportive["exercise"], id="ours", when=fact("frail"))
    only = guidelines.supportive.only().with_rules(frail)
    assert set(prefetch(only)) >= {"patient", "own-facts"}
    assert "frail" in unfetched(only)


def test_what_no_query_fetches_is_named() -> None:
    names = unfetched(guidelines.default)
    assert "jaw symptoms" in names
    assert "hypersensitivity to zoledronic acid" not in names
    assert "serum creatinine for this dose" not in names
    # A fact that follows from those of lesions is theirs to fetch.
    assert "a lesion in the spine" not in names
    assert len(set(names)) == len(names)


# --------------------------------------------------------------------------- discovery


def test_discovery_has_the_shape_of_the_specification() -> None:
    body = discovery()
    assert [error.message for error in DISCOVERY.iter_errors(body)] == []
    services = body["services"]
    assert [(s["hook"], s["id"]) for s in services] == [
        ("patient-view", "boneguide"),
        ("order-select", "boneguide-orders"),
        ("order-sign", "boneguide-orders"),
    ]
    assert services[0]["prefetch"] == prefetch(guidelines.default)
    assert "no substitute for clinical judgement" in services[0]["description"]
    assert "jaw symptoms" in services[0]["usageRequirements"]
    assert "urn:x-boneguide:fact" in services[0]["usageRequirements"]


def test_a_service_for_orders_asks_for_what_checking_one_takes() -> None:
    view, select, sign = discovery(guidelines.bone_agents.only("bone-turnover-markers"), identifier="ours")["services"]
    assert (view["id"], select["id"], sign["id"]) == ("ours", "ours-orders", "ours-orders")
    assert "laboratory-creatinine" not in view["prefetch"]
    assert "laboratory-creatinine" in select["prefetch"]
    assert select["prefetch"] == sign["prefetch"]
    assert "jaw symptoms" not in view["usageRequirements"]
    assert "urn:x-boneguide:fact" not in view["usageRequirements"]


def test_a_meaning_without_codes_is_no_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "codes", lambda *_: ())
    templates.template_of.cache_clear()
    try:
        assert set(prefetch(guidelines.bone_agents.only("bone-turnover-markers"))) == {"patient"}
        assert unfetched(guidelines.bone_agents.only("bone-turnover-markers")) == (
            "urinary N-telopeptide per creatinine",
            "bone-specific alkaline phosphatase",
        )
    finally:
        templates.template_of.cache_clear()
