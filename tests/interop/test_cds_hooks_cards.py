"""An assessment as cards: exact cards of hand-made rules, what comes first, and the shape of the specification."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from fhir.resources.R4B.medicationrequest import MedicationRequest
from fhir.resources.R4B.servicerequest import ServiceRequest
from hypothesis import HealthCheck, given, settings

import boneguide as bg
from boneguide.errors import RecordError
from boneguide.guidelines.facts.lesion import LESIONS, PAINFUL
from boneguide.interop import fhir
from boneguide.interop._answers.citations import address
from boneguide.interop._answers.concerns import ABOUT
from boneguide.interop._cds.parts import links, summary_of
from boneguide.interop.cds_hooks import cards
from boneguide.interop.json import assessment_from_json, assessment_to_json, patient_from_json
from boneguide.logic.nodes import NEVER
from boneguide.model.assessment import Assessment
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.jurisdiction import JURISDICTIONS
from tests.interop.cds_hooks_support import Fields, valid
from tests.interop.support import EXAMPLES, full_answer, patients

ON = date(2026, 11, 23)

ILL = bg.fact("ill", label="illness", asked=True)
FRAIL = bg.fact("frail", label="frailty", asked=True)
TITRE = bg.fact("titre", label="titre")

PAPER = bg.Reference(
    key="PAPER",
    citation="Example A. Moving. J Ex 1:2-3",
    year=2024,
    edition="journal article",
    identifiers=("doi:10.1000/ex(1)",),
    seen="read",
)
LEAFLET = bg.Reference(key="LEAFLET", citation="Leaflet of an invented hospital", edition="version 2", seen="read")
BY_PAPER = bg.Source(PAPER, locator="page 2", rows="P1", verified="primary")
BY_LEAFLET = bg.Source(LEAFLET, locator="page 1", rows="P2", verified="secondary")

EXERCISE = bg.Rule(
    id="exercise",
    title="Supervised exercise",
    when=ILL,
    recommended=FRAIL,
    action="Offer supervised exercise *twice* a week.",
    contraindications=(
        bg.Contraindication(
            id="titre",
            severity="avoid",
            when=TITRE,
            says="The titre is high: no exercise.",
            unknown=bg.Confirm("a low titre", because="it can be looked at"),
            sources=BY_LEAFLET,
        ),
    ),
    grade=bg.Grade.ungraded("a local protocol"),
    sources=(BY_PAPER,),
    edition="1",
)
ADVICE = bg.RegimenTemplate(drug="invented drug", route="oral", dose=bg.Amount(2.0, "mg"))
DRUG = bg.Rule(
    id="drug",
    title="An invented drug",
    when=ILL,
    recommended=FRAIL,
    advise=ADVICE,
    contraindications=(
        bg.Contraindication(
            id="titre", severity="contraindicated", when=TITRE, says="The titre is high.", sources=BY_LEAFLET
        ),
    ),
    grade=bg.Grade.ungraded("a local protocol"),
    sources=(BY_LEAFLET, BY_PAPER),
    edition="1",
)
FLAG: bg.Rule = attrs.evolve(
    EXERCISE,
    id="flag",
    title="A sudden illness",
    urgent=True,
    recommended=ILL,
    action="Call for help.",
    contraindications=(),
)
HOUSE = bg.Guideline(id="house", title="House rules", edition="1", rules=(FLAG, EXERCISE, DRUG))

OVERRIDES = [
    {"code": code, "system": "urn:x-boneguide:override-reason", "display": display}
    for code, display in (
        ("already-done", "Already done or arranged"),
        ("known-and-weighed", "Known; the benefit was judged to outweigh it"),
        ("record-outdated", "The record is wrong or out of date"),
        ("does-not-fit", "Does not fit this person"),
        ("declined", "The person declines"),
    )
]
LINK = {"label": "Example A. Moving. J Ex 1:2-3", "url": "https://doi.org/10.1000/ex(1)", "type": "absolute"}

KINDS: dict[str, Any] = {"MedicationRequest": MedicationRequest, "ServiceRequest": ServiceRequest}


def person(**findings: Any) -> bg.Patient:
    return bg.Patient(findings=findings)


def asked(patient: bg.Patient, guideline: bg.Guideline = HOUSE, **more: Any) -> list[Fields]:
    assessment = bg.assess(patient, on=ON, jurisdiction="UK", guideline=guideline)
    return valid(cards(assessment, guideline=guideline, **more))


def summaries(found: list[Fields]) -> list[tuple[str, str]]:
    return [(card["indicator"], card["summary"]) for card in found]


# --------------------------------------------------------------------------- exact cards


def test_the_card_of_advice() -> None:
    (card,) = asked(person(ill=True, frail=True, titre=False), HOUSE.only("exercise"))
    assert card == {
        "uuid": card["uuid"],
        "summary": "Advised: Supervised exercise",
        "detail": (
            "**Advised (UK; not graded (a local protocol))**\n"
            "\n"
            "- Offer supervised exercise \\*twice\\* a week.\n"
            "\n"
            "**Stands on**\n"
            "\n"
            "- Example A. Moving. J Ex 1:2-3 (2024; journal article): page 2 (primary)\n"
            "\n"
            f"*{INTENDED_USE}*"
        ),
        "indicator": "info",
        "source": {
            "label": "Example A. Moving. J Ex 1:2-3",
            "url": "https://doi.org/10.1000/ex(1)",
            "topic": {"system": "urn:x-boneguide:rule", "code": "exercise", "display": "Supervised exercise"},
        },
        "overrideReasons": OVERRIDES,
        "links": [LINK],
    }


def test_the_card_of_a_drug_with_its_proposal() -> None:
    well = person(ill=True, frail=True, titre=False)
    assessment = bg.assess(well, on=ON, jurisdiction="UK", guideline=HOUSE.only("drug"))
    (card,) = asked(well, HOUSE.only("drug"), subject="Patient/p1")
    (suggestion,) = card["suggestions"]
    assert card["summary"] == "Advised: An invented drug: invented drug 2 mg oral"
    assert card["source"]["label"] == "Leaflet of an invented hospital"
    assert "url" not in card["source"]
    assert card["links"] == [LINK]
    assert card["selectionBehavior"] == "at-most-one"
    assert suggestion == {
        "uuid": suggestion["uuid"],
        "label": "Propose: An invented drug",
        "isRecommended": True,
        "actions": [
            {
                "type": "create",
                "description": "Create a draft proposal, to be confirmed by a clinician: invented drug 2 mg oral",
                "resource": fhir.proposals(assessment, subject="Patient/p1")["drug"],
            }
        ],
    }
    resource = suggestion["actions"][0]["resource"]
    assert (resource["status"], resource["intent"]) == ("draft", "proposal")
    assert resource["dosageInstruction"][0]["text"] == "invented drug 2 mg oral"


def test_the_card_of_a_red_flag() -> None:
    found = asked(person(ill=True))
    assert (found[0]["indicator"], found[0]["summary"]) == ("critical", "A sudden illness: Call for help.")
    assert found[0]["source"]["topic"]["code"] == "flag"
    assert [card["source"].get("topic", {}).get("code") for card in found].count("flag") == 1


def test_what_comes_first_and_what_speaks_against_it_stand_in_the_detail() -> None:
    (waiting, missing) = asked(person(ill=True, frail=True), HOUSE.only("exercise"))
    assert waiting["summary"] == "After 1 check: Supervised exercise"
    assert "**First**\n\n- confirm a low titre\n" in waiting["detail"]
    # The one on whose word it has to be confirmed is cited, too.
    assert "- Leaflet of an invented hospital (version 2): page 1 (secondary)\n" in waiting["detail"]
    assert missing["summary"] == "Best found out next: titre (can settle 1 answer)"
    assert "overrideReasons" not in missing
    assert missing["source"] == {"label": f"boneguide {bg.__version__}"}


def test_without_a_subject_nothing_is_suggested() -> None:
    (card,) = asked(person(ill=True, frail=True, titre=False), HOUSE.only("drug"))
    assert not {"suggestions", "selectionBehavior"} & set(card)


def test_advice_in_words_is_never_proposed() -> None:
    (card,) = asked(person(ill=True, frail=True, titre=False), HOUSE.only("exercise"), subject="Patient/p1")
    assert "suggestions" not in card


def test_an_option_is_not_marked_as_recommended() -> None:
    found = asked(person(ill=True, frail=False, titre=False), HOUSE.only("drug"), subject="Patient/p1")
    assert found[0]["summary"] == "An option: An invented drug: invented drug 2 mg oral"
    assert "isRecommended" not in found[0]["suggestions"][0]


def test_whoever_shows_the_cards_is_the_source_of_what_rests_on_no_publication() -> None:
    shown = {"label": "St Example", "url": "https://example.org", "icon": "https://example.org/100.png"}
    advice, missing = asked(person(ill=True, frail=True), HOUSE.only("exercise"), source=shown)
    assert missing["source"] == shown
    assert advice["source"]["label"] == "Example A. Moving. J Ex 1:2-3"
    assert advice["source"]["icon"] == "https://example.org/100.png"


@pytest.mark.parametrize("source", [{}, {"label": ""}, {"url": "https://example.org"}])
def test_a_source_without_a_label_is_refused(source: dict[str, str]) -> None:
    with pytest.raises(RecordError, match="expected at least a label"):
        asked(person(ill=True), source=source)


# --------------------------------------------------------------------------- which cards


def test_nothing_to_say_is_no_card() -> None:
    assert asked(person(ill=False)) == []


def test_notes_alone_are_told() -> None:
    (card,) = asked(person(ill=False), notes=["weight: found 60 stones; expected a unit"])
    assert (card["indicator"], card["summary"]) == ("info", "Part of the record was not sent or could not be read")
    assert "**Not read or not used**\n\n- weight: found 60 stones; expected a unit\n" in card["detail"]


def test_more_notes_than_twenty_are_counted() -> None:
    (card,) = asked(person(ill=False), notes=[f"note {number}" for number in range(25)])
    assert "- note 19\n- and 5 more\n" in card["detail"]
    assert "note 20" not in card["detail"]


def test_what_the_guideline_could_not_use_is_told() -> None:
    patient = bg.Patient(medications=[bg.Medication(drug="an unheard-of drug")])
    assessment = bg.assess(patient, on=ON, jurisdiction="UK")
    assert assessment.notes
    (card,) = (card for card in valid(cards(assessment)) if "**Not read or not used**" in card["detail"])
    assert "an unheard-of drug" in card["detail"]


def test_what_waits_for_data_is_named_with_what_to_measure() -> None:
    found = asked(person(ill=True), HOUSE.only("drug"))
    assert summaries(found) == [
        ("info", "Best found out next: titre (can settle 1 answer)"),
        ("info", "Also looked at: 1 waiting for data"),
    ]
    assert "**To measure**\n\n- titre\n" in found[0]["detail"]
    assert "**Needs data**\n\n- An invented drug\n" in found[1]["detail"]


def test_what_is_open_is_named_where_there_are_no_questions() -> None:
    answers = (
        attrs.evolve(full_answer("often"), to_measure=("b",), to_ask=()),
        attrs.evolve(full_answer("full"), to_measure=("a", "b"), to_ask=("c",)),
    )
    assessment = Assessment.of(answers, on=ON, jurisdiction="UK", editions={"test": "1"}, version="0.0")
    *flags, card = valid(cards(assessment))
    assert [flag["indicator"] for flag in flags] == ["critical", "critical"]
    # What most answers wait for comes first.
    assert (card["indicator"], card["summary"]) == ("info", "Not known yet: b, a, c")


def test_what_is_advised_against_has_no_card_of_its_own_unless_it_is_taken() -> None:
    ill = person(ill=True, frail=True, titre=True)
    found = asked(ill, HOUSE.only("drug"))
    assert summaries(found) == [("info", "Also looked at: 1 advised against or on hold")]
    assert "**Contraindicated**\n\n- An invented drug\n" in found[0]["detail"]
    taking = attrs.evolve(ill, medications=[bg.Medication(drug="Invented  drug")])
    (card, *_) = asked(taking, HOUSE.only("drug"))
    assert (card["indicator"], card["summary"]) == ("warning", "Contraindicated: An invented drug: The titre is high.")
    assert "**Against it**\n\n- contraindicated: The titre is high.\n" in card["detail"]


def test_a_rule_that_is_not_among_those_that_were_named_is_about_no_known_drug() -> None:
    taking = attrs.evolve(person(ill=True, titre=True), medications=[bg.Medication(drug="invented drug")])
    assessment = bg.assess(taking, on=ON, jurisdiction="UK", guideline=HOUSE.only("drug"))
    assert summaries(valid(cards(assessment))) == [("info", "Also looked at: 1 advised against or on hold")]


@pytest.mark.parametrize(
    ("medication", "warned"),
    [
        (bg.Medication(drug="invented drug", stop=date(2026, 11, 22)), False),
        (bg.Medication(drug="other", product="invented drug"), True),
        (bg.Medication(drug="other", classes=["invented drug"]), True),
        (bg.Medication(drug="invented drug", last_given=date(2026, 11, 1)), True),
        (bg.Medication(drug="other"), False),
    ],
    ids=["ended", "product", "class", "perhaps", "other"],
)
def test_what_is_taken_is_known_by_name_product_and_class(medication: bg.Medication, *, warned: bool) -> None:
    patient = attrs.evolve(person(ill=True, titre=True), medications=[medication])
    assert any(card["indicator"] == "warning" for card in asked(patient, HOUSE.only("drug"))) is warned


@pytest.mark.parametrize(
    ("given_on", "warned"), [(date(2026, 8, 31), True), (date(2026, 8, 30), False), (None, True)], ids=str
)
def test_a_dose_of_a_bone_agent_counts_for_twelve_weeks(given_on: date | None, *, warned: bool) -> None:
    rule = attrs.evolve(DRUG, advise=attrs.evolve(ADVICE, drug="zoledronic acid"))
    house = bg.Guideline(id="h", title="H", edition="1", rules=(rule,))
    dose = bg.BoneAgentDose(drug="zoledronic acid", on=given_on)
    patient = attrs.evolve(person(ill=True, titre=True), bone_agent_doses=[dose])
    assert any(card["indicator"] == "warning" for card in asked(patient, house)) is warned


def test_a_hold_of_what_is_no_drug_warns() -> None:
    hold = bg.Hold(
        id="fever",
        when=FRAIL,
        says="Paused while frail.",
        sources=BY_LEAFLET,
    )
    rule = attrs.evolve(EXERCISE, recommended=NEVER, contraindications=(), holds=(hold,))
    found = asked(person(ill=True, frail=True), bg.Guideline(id="h", title="H", edition="1", rules=(rule,)))
    assert summaries(found) == [("warning", "On hold for now: Supervised exercise: Paused while frail.")]


def test_only_so_many_options_have_a_card_of_their_own() -> None:
    many = [attrs.evolve(EXERCISE, id=f"exercise-{n}", title=f"Exercise {n}") for n in range(4)]
    house = bg.Guideline(id="h", title="H", edition="1", rules=(*many, DRUG))
    patient = person(ill=True, frail=True, titre=False)
    found = asked(patient, house, options=3)
    # What has a dose comes first.
    assert summaries(found) == [
        ("info", "Advised: An invented drug: invented drug 2 mg oral"),
        ("info", "Advised: Exercise 0"),
        ("info", "Advised: Exercise 1"),
        ("info", "Also looked at: 2 further options"),
    ]
    assert "**Advised**\n\n- Exercise 2\n- Exercise 3\n" in found[3]["detail"]
    (rest,) = asked(patient, house, options=0)
    assert "- An invented drug: invented drug 2 mg oral\n" in rest["detail"]


def test_lesions_are_told_together_where_they_share_a_status() -> None:
    rule = attrs.evolve(
        DRUG, id="padding", title="Padding", about=LESIONS, when=PAINFUL, recommended=FRAIL, contraindications=()
    )
    house = bg.Guideline(id="h", title="H", edition="1", rules=(rule,))
    patient = attrs.evolve(
        person(frail=True),
        lesions=[bg.Lesion(site=site, painful=True) for site in ("T7", "L3")],
    )
    (card,) = asked(patient, house, subject="Patient/p1")
    assert card["summary"] == "Advised: Padding (T7, L3): invented drug 2 mg oral"
    assert [s["label"] for s in card["suggestions"]] == ["Propose: Padding (T7)", "Propose: Padding (L3)"]
    assert card["selectionBehavior"] == "any"
    assert len({suggestion["uuid"] for suggestion in card["suggestions"]}) == 2


def test_what_one_lesion_says_names_it() -> None:
    patient = bg.Patient(
        age=bg.Q(68, "year"),
        primary="breast",
        lesions=[bg.Lesion(site="T7", painful=True), bg.Lesion(site="rib", side="left", painful=True)],
        pain=bg.Pain(worst=6),
    )
    assessment = bg.assess(patient, on=ON, jurisdiction="UK")
    answers = [a for a in assessment.applicable if a.id == "palliative-radiotherapy"]
    assert {a.about for a in answers} == {"T7", "left rib"}
    shown = "\n".join(card["detail"] for card in valid(cards(assessment, options=99)))
    assert "\n- T7: " in shown


def test_jurisdictions_that_differ_stand_side_by_side() -> None:
    there = bg.Contraindication(
        id="place", severity="avoid", when=ILL, says="Not there.", sources=BY_LEAFLET, jurisdictions=("US",)
    )
    rule = attrs.evolve(DRUG, contraindications=(there,))
    house = bg.Guideline(id="h", title="H", edition="1", rules=(rule,))
    found = valid(cards(bg.assess(person(ill=True, frail=False), on=ON, guideline=house), guideline=house))
    told = "**Needs data**\n\n- An invented drug (US not-recommended, EU option, UK option)\n"
    assert [told in card["detail"] for card in found] == [False, True]


def test_doses_that_differ_between_jurisdictions_are_told_on_the_card() -> None:
    here = attrs.evolve(full_answer("here"), jurisdiction=None)
    (other,) = here.by_jurisdiction.values()
    answer = attrs.evolve(here, by_jurisdiction={"US": other, "EU": attrs.evolve(other, action="act there")})
    assessment = Assessment.of([answer], on=ON, jurisdiction=None, editions={"test": "1"}, version="0.0")
    card = valid(cards(assessment))[0]
    assert "**By jurisdiction**\n\n- US: option\n- EU: option, act there\n" in card["detail"]
    assert card["detail"].startswith("**After 1 check (no jurisdiction given; ESMO 2020: \\[I, A\\])**\n")


def test_checks_of_orders_are_cards_beside_the_answers() -> None:
    patient = person(ill=True, frail=True, titre=False)
    order = bg.Regimen(drug="denosumab", route="IV", dose=bg.Q(120, "mg"))
    checked = bg.check(order, patient, on=ON, jurisdiction="UK")
    found = asked(patient, HOUSE.only("exercise"), checks=[checked])
    assert [card["indicator"] for card in found] == ["warning", "info"]
    assert found[0]["summary"].startswith("denosumab 120 mg IV: ")


# --------------------------------------------------------------------------- the encoded rules


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("jurisdiction", [None, *JURISDICTIONS])
def test_the_example_records_give_valid_cards(path: Any, jurisdiction: Any) -> None:
    patient = patient_from_json(path.read_text(encoding="utf-8"))
    assessment = bg.assess(patient, on=ON, jurisdiction=jurisdiction)
    found = valid(cards(assessment, subject="Patient/p1"))
    ranks = ["critical", "warning", "info"]
    assert [card["indicator"] for card in found] == sorted((c["indicator"] for c in found), key=ranks.index)
    told = "\n".join(card["detail"] for card in found)
    for answer in assessment.applicable:
        # Nothing that applies is lost: it has a card, or its name stands in one.
        named = [card for card in found if answer.title in card["summary"]]
        assert named or answer.title in told, answer.id


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_proposals_are_resources_of_fhir_and_never_orders(path: Any) -> None:
    patient = patient_from_json(path.read_text(encoding="utf-8"))
    found = cards(bg.assess(patient, on=ON, jurisdiction="EU"), subject="Patient/p1", options=99)["cards"]
    for card in found:
        for suggestion in card.get("suggestions", ()):
            (action,) = suggestion["actions"]
            resource = action["resource"]
            read = KINDS[resource["resourceType"]].model_validate(resource)
            assert (action["type"], read.status, read.intent) == ("create", "draft", "proposal")
            assert read.subject.reference == "Patient/p1"


def test_radiotherapy_is_proposed_as_a_service() -> None:
    patient = patient_from_json(next(p for p in EXAMPLES if p.stem == "lytic-breast").read_text(encoding="utf-8"))
    found = cards(bg.assess(patient, on=ON, jurisdiction="EU"), subject="Patient/p1", options=99)["cards"]
    (actions,) = (
        card["suggestions"][0]["actions"]
        for card in found
        if card["source"].get("topic", {}).get("code") == "palliative-radiotherapy"
    )
    assert actions[0]["resource"]["resourceType"] == "ServiceRequest"
    assert actions[0]["description"].startswith("Create a draft proposal, to be confirmed by a clinician: ")
    assert "Gy" in actions[0]["description"]


def test_whom_a_proposal_is_for_is_a_reference() -> None:
    with pytest.raises(RecordError, match="expected a reference to the person"):
        asked(person(ill=True, frail=True, titre=False), subject="p 1")


def test_the_same_content_has_the_same_identifiers() -> None:
    patient = person(ill=True, frail=True)
    assert asked(patient, subject="Patient/p1") == asked(patient, subject="Patient/p1")
    (first,) = asked(person(ill=True, frail=True, titre=False), HOUSE.only("exercise"))
    assert first["uuid"] == "750d887d-e711-5fcd-8c3f-85c030eec646"
    (other,) = asked(person(ill=True, frail=False, titre=False), HOUSE.only("exercise"))
    assert first["uuid"] != other["uuid"]


def test_an_assessment_from_a_document_gives_the_cards_that_its_answers_allow() -> None:
    patient = attrs.evolve(
        patient_from_json(EXAMPLES[0].read_text(encoding="utf-8")), medications=[bg.Medication(drug="invented drug")]
    )
    assessment = bg.assess(patient, on=ON, jurisdiction="US")
    again = assessment_from_json(assessment_to_json(assessment))
    assert valid(cards(again, patient=patient)) == valid(cards(assessment))
    valid(cards(again))


@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(patients())
def test_of_any_record_come_valid_cards(patient: bg.Patient) -> None:
    day = max(patient.latest_day or ON, ON)
    valid(cards(bg.assess(patient, on=day), subject="Patient/p1"))


def test_rules_that_are_said_to_be_about_a_drug_exist() -> None:
    assert set(ABOUT) <= {rule.id for rule in bg.guidelines.default}


# --------------------------------------------------------------------------- parts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * 139, "x" * 139),
        ("x" * 140, "x" * 138 + "…"),
        ("two\n lines", "two lines"),
        (f"{'a ' * 55}b, and then {'c ' * 40}", f"{'a ' * 55}b…"),
        (f"{'a ' * 66}give 12 mg", f"{'a ' * 65}a give…"),
    ],
    ids=["just fits", "one word", "lines", "between statements", "not behind a number"],
)
def test_a_summary_is_short(text: str, told: str) -> None:
    assert summary_of(text) == told
    assert len(summary_of(text)) < 140


@pytest.mark.parametrize(
    ("identifiers", "where"),
    [
        (("doi:10.1000/a<b>",), "https://doi.org/10.1000/a%3Cb%3E"),
        (("PMID 123",), "https://pubmed.ncbi.nlm.nih.gov/123/"),
        (("PMC77",), "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC77/"),
        (("doi:10.1000/x (unverified)",), None),
        (("PMID 123", "doi:10.1000/x"), "https://doi.org/10.1000/x"),
        ((), None),
    ],
)
def test_where_a_publication_can_be_opened(identifiers: tuple[str, ...], where: str | None) -> None:
    reference = attrs.evolve(PAPER, identifiers=identifiers)
    assert address(reference) == where
    source = attrs.evolve(BY_PAPER, reference=reference)
    assert [link["url"] for link in links([source, source])] == ([] if where is None else [where])
