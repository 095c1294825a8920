"""The basis of an answer holds what was known, the rule in words and its limits, and nothing that was not so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import boneguide as bg
from boneguide.errors import RecordError
from boneguide.interop.json import read_patient
from boneguide.logic import ALWAYS, NEVER
from boneguide.model.basis import Origin
from boneguide.model.intended_use import INTENDED_USE, INTENDED_USER
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.quantities import kinds

ON = date(2026, 11, 23)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "patients").glob("*.json"))
REFERENCE = bg.Reference(key="A", citation="A guideline", edition="2020", seen="read")
SOURCE = bg.Source(REFERENCE, locator="p. 1", rows="X1", verified="primary")
SECOND = bg.Source(REFERENCE, locator="p. 2", rows="X2", verified="secondary")
GRADE = bg.Grade.ungraded("a test")

AGE = bg.fact("age", kinds.AGE, label="age", read=lambda context: context.patient.age)
CREATININE = bg.fact(
    "creatinine",
    kinds.SERUM_CREATININE,
    label="serum creatinine",
    read=lambda context: context.patient.labs.latest("creatinine", context.on),
)
FRAIL = bg.fact("frail", label="frailty", read=lambda context: context.patient.findings.get("frail"))
OLD = bg.fact("old", label="old age", read=lambda _: None, inferred=AGE >= "80 year")
TWICE = bg.named("twice", kinds.SERUM_CREATININE, CREATININE * 2, label="twice the creatinine")


def rule(**changes: object) -> bg.Rule:
    fields: dict[str, object] = {
        "id": "it",
        "title": "It",
        "when": AGE >= "18 year",
        "action": "Do it.",
        "contraindications": (
            bg.Contraindication(
                id="kidneys",
                severity="contraindicated",
                when=TWICE > "4 mg/dL",
                says="The kidneys are poor.",
                sources=SOURCE,
            ),
            bg.Contraindication(
                id="old",
                severity="avoid",
                when=OLD,
                says="Old age.",
                unknown=bg.Confirm("the age", because="it can be asked"),
                sources=SOURCE,
                jurisdictions="US",
            ),
            bg.Contraindication(id="note", severity="caution", when=FRAIL, says="Take care.", sources=SECOND),
        ),
        "holds": (
            bg.Hold(id="held", when=bg.assume_absent(FRAIL, because="it would show"), says="Wait.", sources=SOURCE),
        ),
        "first": (bg.Prerequisite(id="ask", when=FRAIL, says="Ask.", sources=SOURCE),),
        "grade": GRADE,
        "sources": (SOURCE,),
        "edition": "1",
        **changes,
    }
    return bg.Rule(**fields)  # type: ignore[arg-type]  # each field has a type of its own


def person(**findings: bool) -> bg.Patient:
    results = [
        bg.Observation(value=bg.Q(80, "umol/L"), on=date(2026, 11, 1)),
        bg.Observation(value=bg.Q(88.4, "umol/L"), on=date(2026, 11, 22)),
    ]
    return bg.Patient(age=bg.Q(70, "year"), labs=bg.Labs(creatinine=results), findings=findings)


def told(basis: bg.Basis) -> list[str]:
    return [str(one) for one in basis.inputs]


class TestInputs:
    def test_with_units_dates_and_age(self) -> None:
        basis = rule()(person(), on=ON, jurisdiction="US").basis
        assert told(basis) == [
            "age: 70 year (decides)",
            "serum creatinine: 88.4 umol/L (of 2026-11-22, 1 day old; decides)",
            "twice the creatinine: 2 mg/dL (computed; decides)",
            "old age: no (follows from others)",
        ]
        assert [one.origin for one in basis.inputs] == [Origin.RECORD, Origin.RECORD, Origin.COMPUTED, Origin.INFERRED]
        assert (basis.inputs[1].fact, basis.inputs[1].on, basis.inputs[1].days) == ("creatinine", date(2026, 11, 22), 1)

    def test_what_does_not_decide_comes_last(self) -> None:
        child = bg.Patient(age=bg.Q(15, "year"), labs=bg.Labs(creatinine=bg.Q(1, "mg/dL")))
        assert told(rule()(child, on=ON, jurisdiction="US").basis) == [
            "age: 15 year (decides)",
            "serum creatinine: 1 mg/dL",
            "old age: no (follows from others)",
            "twice the creatinine: 2 mg/dL (computed)",
        ]

    def test_what_is_read_elsewhere_only_is_left_out(self) -> None:
        assert "old age" not in " ".join(told(rule()(person(), on=ON, jurisdiction="UK").basis))

    def test_nothing_known(self) -> None:
        basis = rule()(bg.Patient(), on=ON, jurisdiction="US").basis
        assert basis.inputs == ()
        assert basis.missing == ("age", "serum creatinine", "old age", "frailty")

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    @pytest.mark.parametrize("place", JURISDICTIONS)
    def test_what_decides_is_what_the_explanation_rests_on(self, path: Path, place: Jurisdiction) -> None:
        for answer in bg.assess(read_patient(path), on=ON, jurisdiction=place).values():
            deciding = {one.fact for one in answer.basis.inputs if one.decides and one.origin is Origin.RECORD}
            assert deciding == {*answer.because.rests_on} - {"jurisdiction"}, answer.key


class TestLogic:
    def test_in_words(self) -> None:
        assert rule()(person(), on=ON, jurisdiction="US").basis.logic == (
            "It is a question where:",
            "  age is at least 18 year",
            "Contraindicated with any of these:",
            "  The kidneys are poor.",
            "    twice the creatinine is more than 4 mg/dL",
            "    where that is not known: nothing is advised until it is",
            "To be avoided with any of these:",
            "  Old age.",
            "    old age",
            "    where that is not known: advised only after confirming the age, because it can be asked",
            "A dose due now is withheld with any of these:",
            "  Wait.",
            "    frailty [taken as absent where not recorded: it would show]",
            "    where that is not known: nothing is advised until it is",
            "Only after each of these, where it is outstanding or that is not known:",
            "  Ask.",
            "    frailty",
            "Where nothing of this stands against it, it is an option.",
            "It advises: Do it.",
        )

    def test_what_is_recommended(self) -> None:
        bare = {"contraindications": (), "holds": (), "first": ()}
        asked = rule(**bare, recommended=FRAIL)(person(), on=ON, jurisdiction="US").basis.logic
        assert asked[2:4] == (
            "Where nothing of this stands against it, it is an option, and recommended where:",
            "  frailty",
        )
        always = rule(**bare, recommended=ALWAYS)(person(), on=ON, jurisdiction="US").basis.logic
        assert always[2] == "Where nothing of this stands against it, it is recommended."

    def test_what_is_investigational(self) -> None:
        logic = rule(investigational=True)(person(), on=ON, jurisdiction="US").basis.logic
        assert "It is investigational and never advised outside a trial." in logic
        assert not any("option" in line for line in logic)

    def test_licences(self) -> None:
        licence = bg.Licence(id="lic", when=FRAIL, says="Licensed in frailty.", sources=SOURCE, jurisdictions="US")
        licensed = rule(licences=(licence,))
        assert licensed(person(), on=ON, jurisdiction="US").basis.logic[2:5] == (
            "Licensed for any of these, and not recommended outside all of them:",
            "  Licensed in frailty.",
            "    frailty",
        )
        elsewhere = licensed(person(), on=ON, jurisdiction="EU").basis
        assert elsewhere.logic[2] == "No licence is encoded here, so the use is not recommended."
        assert elsewhere.limits[-1] == "the use lies outside the licence in this jurisdiction"

    def test_doses_by_table(self) -> None:
        dose = bg.cases(
            (bg.all_of(bg.JURISDICTION.is_in("US"), AGE >= "80 year"), bg.Amount(1, "mg")), (ALWAYS, bg.Amount(2, "mg"))
        )
        advised = rule(action="", advise=bg.RegimenTemplate(drug="x", route="IV", dose=dose, diluents=("a", "b")))
        assert advised(person(), on=ON, jurisdiction="US").basis.logic[-5:] == (
            "It advises: x IV",
            "  dose:",
            "    where age is at least 80 year: 1 mg",
            "    where otherwise: 2 mg",
            "  diluents: a; b",
        )
        assert advised(person(), on=ON, jurisdiction="UK").basis.logic[-3:] == (
            "  dose:",
            "    where always: 2 mg",
            "  diluents: a; b",
        )


class TestLimits:
    def test_what_is_taken_as_absent(self) -> None:
        assert rule()(person(), on=ON, jurisdiction="US").basis.limits == (
            "taken as absent, for it is not on record: frailty (it would show)",
        )
        assert rule()(person(frail=False), on=ON, jurisdiction="US").basis.limits == ()

    def test_a_licence_that_is_not_known(self) -> None:
        licence = bg.Licence(id="lic", when=FRAIL, says="Licensed in frailty.", sources=SOURCE)
        assert rule(licences=(licence,))(person(), on=ON, jurisdiction="US").basis.limits[-1] == (
            "it is not known whether the use lies within the licence in this jurisdiction"
        )


class TestTheWhole:
    def test_what_it_says_of_the_answer(self) -> None:
        answer = rule()(person(), on=ON, jurisdiction="US")
        basis = answer.basis
        assert (basis.title, basis.about, basis.status, basis.on) == ("It", "", answer.status, ON)
        assert (basis.jurisdiction, basis.edition, basis.version) == ("US", "1", bg.__version__)
        assert (basis.intended_use, basis.intended_user) == (INTENDED_USE, INTENDED_USER)
        assert (basis.because, basis.grade, basis.sources) == (answer.because, GRADE, (SOURCE,))
        assert basis.missing == ("frailty",)

    def test_sources_that_differ(self) -> None:
        stances = (bg.Stance(by="A", says="yes", source=SOURCE), bg.Stance(by="B", says="no", source=SECOND))
        dispute = bg.Dispute(id="d", when=ALWAYS, about="whether", stances=stances)
        basis = rule(disputes=(dispute,))(person(), on=ON, jurisdiction="US").basis
        assert basis.disagreements == ("whether: A: yes; B: no",)
        assert basis.sources == (SOURCE, SECOND)

    def test_of_a_lesion(self) -> None:
        patient = bg.Patient(primary="breast", lesions=[bg.Lesion(site="L3", painful=True)])
        assert bg.assess(patient, on=ON, jurisdiction="US")["palliative-radiotherapy"].basis.about == "L3"

    def test_an_answer_made_by_hand(self) -> None:
        answer = bg.Recommendation(
            id="x", title="X", status=bg.Status.OPTION, grade=GRADE, sources=(SOURCE,), edition="1"
        )
        with pytest.raises(RecordError, match="'x' was asked for its basis and has none"):
            _ = answer.basis


class TestWithoutJurisdiction:
    def test_what_differs_stands_under_its_place(self) -> None:
        basis = rule(when=AGE >= "18 year", holds=())(person(), on=ON).basis
        assert basis.jurisdiction is None
        assert told(basis) == [
            "age: 70 year (decides)",
            "serum creatinine: 88.4 umol/L (of 2026-11-22, 1 day old; decides)",
            "twice the creatinine: 2 mg/dL (computed; decides)",
            "old age: no (follows from others)",
        ]
        assert [line for line in basis.logic if not line.startswith(" ")] == ["US:", "EU:", "UK:"]
        assert basis.logic[1] == "  It is a question where:"
        assert basis.limits == ()

    def test_what_is_the_same_everywhere_is_said_once(self) -> None:
        only = bg.assume_absent(FRAIL, because="it would show")
        here = bg.assume_absent(OLD, because="it can be seen") & bg.JURISDICTION.is_in("UK")
        basis = rule(when=~only & ~here, contraindications=(), holds=(), first=())(bg.Patient(), on=ON).basis
        assert basis.limits == (
            "taken as absent, for it is not on record: frailty (it would show)",
            "UK:",
            "  taken as absent, for it is not on record: old age (it can be seen)",
        )

    def test_all_the_same(self) -> None:
        basis = rule(contraindications=(), holds=(), first=(), recommended=NEVER)(person(), on=ON).basis
        assert basis.logic == (
            "It is a question where:",
            "  age is at least 18 year",
            "Where nothing of this stands against it, it is an option.",
            "It advises: Do it.",
        )
