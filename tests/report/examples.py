"""Answers without medicine: a plain one, one with everything, and one that tries to break out of its form."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from boneguide.model.answer import Alternative, Argument, Disagreement, Finding, Position, Recommendation, Task
from boneguide.model.assessment import Assessment
from boneguide.model.provenance import Grade, Reference, Source, Verification
from boneguide.model.regimen import Range, Regimen
from boneguide.model.status import Severity, Status
from boneguide.model.sufficiency import Question
from boneguide.quantities import Q
from tests.logic.support import GRADE, ON, SOURCE, source

REGIMEN = Regimen(
    drug="placebo",
    route="IV",
    dose=Q(4, "mg"),
    interval=Range(low=Q(3, "week"), high=Q(4, "week")),
    infusion_time=Range(low=Q(15, "minute")),
    volume=Q(100, "mL"),
    diluents=("water", "tea"),
    preparation=("dilute", "stir"),
    notes=("drink up",),
)

PLAIN = Recommendation(
    id="plain",
    title="A plain answer",
    status=Status.OPTION,
    action="do it",
    grade=GRADE,
    sources=(SOURCE,),
    edition="1",
)


def finding(text: str, severity: Severity | None, *, known: bool | None = True, at: str = "bar") -> Finding:
    """Return a finding whose identifier is its text."""
    return Finding(id=text, severity=severity, text=text, known=known, sources=(source(locator=at),))


FULL = attrs.evolve(
    PLAIN,
    id="full",
    title="A full answer",
    status=Status.AFTER,
    action="",
    regimen=REGIMEN,
    licensed=False,
    first=(
        Task(id="asked", text="confirm nothing", sources=(source(locator="first"),)),
        Task(id="see", text="see to it"),
    ),
    monitor=(
        Task(id="w", text="weight", timing="monthly", due=date(2026, 12, 23), sources=(source(locator="watch"),)),
    ),
    findings=(
        finding("never", Severity.CONTRAINDICATED),
        finding("rarely", Severity.NOT_RECOMMENDED),
        finding("hardly", Severity.AVOID),
        finding("wait", None),
        finding("careful", Severity.CAUTION),
        finding("by the way", Severity.INFO),
        finding("open", Severity.AVOID, known=None),
        finding("asked", Severity.AVOID, known=None),
    ),
    arguments=(
        Argument(id="f", text="it helps", favours=True, grade=GRADE, sources=(source(locator="reason"),)),
        Argument(id="a", text="it costs", favours=False, grade=Grade.ungraded("nobody graded it")),
    ),
    alternatives=(
        Alternative(id="more", text="twice as much", regimen=REGIMEN, grade=GRADE, sources=(source(locator="other"),)),
    ),
    disagreements=(
        Disagreement(
            id="split",
            about="how often",
            positions=(
                Position(by="A", says="often", source=source(locator="split")),
                Position(by="B", says="seldom", source=SOURCE),
            ),
        ),
    ),
    missing=("blood_pressure", "weight", "mood"),
    to_measure=("blood pressure", "body weight"),
    to_ask=("low mood",),
    notes=("a word",),
    by_jurisdiction={
        "US": attrs.evolve(PLAIN, action="", regimen=REGIMEN),
        "EU": attrs.evolve(PLAIN, status=Status.CONTRAINDICATED),
    },
)

#: What breaks out of HTML or Markdown where a text is not escaped.
EVIL = "<script>alert(1)</script> *bold* _x_ [a](b) `c` # | {} \\ \"q\" 'q'"

HOSTILE = attrs.evolve(
    FULL,
    title=EVIL,
    regimen=attrs.evolve(REGIMEN, drug=EVIL, route=EVIL, diluents=(EVIL,), preparation=(EVIL,), notes=(EVIL,)),
    first=(Task(id="t", text=EVIL, timing=EVIL),),
    monitor=(Task(id="m", text=EVIL, timing=EVIL),),
    findings=(
        *(finding(EVIL, severity) for severity in (*Severity, None)),
        finding(EVIL, Severity.AVOID, known=None),
    ),
    arguments=(
        Argument(
            id="f", text=EVIL, favours=True, grade=Grade(system=EVIL, value=EVIL), sources=(source(locator=EVIL),)
        ),
    ),
    disagreements=(Disagreement(id="s", about=EVIL, positions=(Position(by=EVIL, says=EVIL, source=SOURCE),)),),
    alternatives=(Alternative(id="v", text=EVIL, regimen=REGIMEN, grade=GRADE),),
    missing=(EVIL,),
    to_measure=(EVIL,),
    to_ask=(EVIL,),
    notes=(EVIL,),
    sources=(
        Source(
            Reference(key=EVIL, citation=EVIL, edition=EVIL, seen="read"),
            locator=EVIL,
            rows="X01",
            verified=Verification.PRIMARY,
        ),
    ),
    by_jurisdiction={EVIL: attrs.evolve(FULL, regimen=attrs.evolve(REGIMEN, drug=EVIL))},
)


def assessment(*answers: Recommendation, **changes: Any) -> Assessment:
    """Return an assessment of ready answers."""
    stated: dict[str, Any] = {"on": ON, "jurisdiction": "US", "editions": {"g": "1"}, "version": "0", **changes}
    return Assessment.of(answers, **stated)


def asking(*answers: Recommendation, label: str) -> Assessment:
    """Return an assessment of ready answers in which something is open."""
    return assessment(*answers, questions=(Question(fact="x", label=label, asked=True, settles=("a", "b")),))


def hostile() -> Assessment:
    """Return an assessment in which every text tries to break out."""
    return assessment(
        HOSTILE,
        attrs.evolve(PLAIN, id="flag", title=EVIL, action=EVIL, urgent=True),
        attrs.evolve(PLAIN, id=EVIL, status=Status.NOT_APPLICABLE),
        editions={EVIL: EVIL},
        version=EVIL,
        notes=(EVIL,),
    )
