"""Epidural and intrathecal analgesia, for pain that systemic treatment does not hold."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import article, cite, own_reading, recalled
from boneguide.guidelines.facts.pain import INTRASPINAL_TRIAL_HELPED, REFRACTORY_PAIN
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.supportive import RAISED_INTRACRANIAL_PRESSURE, SPINAL_LESION
from boneguide.guidelines.procedures import _parts
from boneguide.guidelines.procedures._edition import EDITION
from boneguide.logic.clauses import Confirm, Contraindication, Note, Prerequisite
from boneguide.logic.nodes import not_
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Grade

_DEVICE = cite(sources.NEURAXIAL_1999, "choice of device", "INT-09", verified="primary")
_TRIAL = cite(sources.NEURAXIAL_1999, "trial before implantation", "INT-10", verified="primary")
_ARTICLE = article("A18", "intraspinal techniques belong to cancer pain management in selected cases only")

SHORTER = LIFE_EXPECTANCY < "3 month"
LONGER = LIFE_EXPECTANCY > "3 month"

INTRASPINAL_ANALGESIA = Rule(
    id="intraspinal-analgesia",
    title="Intraspinal analgesia: epidural or intrathecal",
    when=_parts.selected(REFRACTORY_PAIN),
    action=(
        "Intraspinal opioid, with a local anaesthetic or clonidine where needed, is considered by a multidisciplinary"
        " team in this selected case."
    ),
    contraindications=(
        Contraindication(
            id="no-successful-trial",
            severity="not-recommended",
            when=not_(INTRASPINAL_TRIAL_HELPED) & not_(SHORTER),
            says=(
                "A trial, by a single injection or an infusion, did not relieve the pain beyond a placebo effect, which"
                " is asked for before anything is implanted."
            ),
            unknown=Confirm(
                "relief in a trial before anything is implanted, beyond a placebo effect",
                because="the trial is done once the procedure is thought of",
            ),
            sources=_TRIAL,
        ),
        Contraindication(
            id="raised-intracranial-pressure",
            severity="caution",
            when=RAISED_INTRACRANIAL_PRESSURE,
            says="Raised intracranial pressure or an obstructing mass forbids it (from memory, not verified).",
            sources=recalled("contraindications", "INT-11"),
        ),
        Contraindication(
            id="device-external",
            severity="info",
            when=SHORTER,
            says="Life expectancy below 3 months: an external or tunnelled epidural or intrathecal catheter.",
            sources=_DEVICE,
        ),
        Contraindication(
            id="device-implanted",
            severity="info",
            when=LONGER,
            says="Life expectancy above 3 months: a fully implanted intrathecal pump.",
            sources=_DEVICE,
        ),
    ),
    holds=(*_parts.not_now("INT-11"), _parts.compression_first("INT-11")),
    first=(
        Prerequisite(
            id="device",
            when=LIFE_EXPECTANCY.equals("3 month"),
            says=(
                "have a specialist choose the device: it goes by a life expectancy below or above 3 months, and the"
                " source is silent at exactly 3"
            ),
            sources=(_DEVICE, own_reading("INT-09", "SUP-08", why="without a clear estimate no device is named")),
        ),
        _parts.clotting_first("INT-11"),
    ),
    notes=(
        Note(
            id="spinal-metastases",
            when=SPINAL_LESION,
            says=(
                "Vertebral metastases alone do not rule it out. That magnetic resonance imaging of the spine comes"
                " first is from memory, not verified."
            ),
            sources=(
                cite(sources.NEURAXIAL_1999, "vertebral metastases", "INT-11", verified="primary"),
                recalled("imaging first", "INT-11"),
            ),
        ),
        Note(
            id="newer-thresholds",
            says="Newer consensus may choose the device differently; its thresholds are from memory, not verified.",
            sources=recalled("newer thresholds", "INT-09"),
        ),
        Note(
            id="other-blocks",
            says=(
                "Peripheral blocks, such as intercostal, paravertebral, femoral or of the fascia iliaca for a fracture"
                " that cannot be operated on, are another choice (from memory, not verified)."
            ),
            sources=recalled("nerve blocks", "INT-16"),
        ),
    ),
    grade=Grade.ungraded("EAPC calls it weak and ESMO graded it [II, B] in 2012, both from memory"),
    sources=(recalled("selection", "INT-08"), _DEVICE, _ARTICLE),
    edition=EDITION,
)
