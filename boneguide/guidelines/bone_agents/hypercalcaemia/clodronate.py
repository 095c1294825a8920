"""Clodronate IV for hypercalcaemia of malignancy (Europe and the UK; never in the US)."""

from __future__ import annotations

import attrs

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, cite, own_reading
from boneguide.guidelines.bone_agents._calcium import HYPERCALCAEMIC
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents._parts import boundary_note
from boneguide.guidelines.bone_agents.clodronate import (
    CANADA,
    CLEARANCE,
    IN_PREGNANCY,
    MONITORING,
    NOT_IN_THE_US,
    WHATEVER_FOR,
)
from boneguide.guidelines.bone_agents.hypercalcaemia import common
from boneguide.logic.clauses import Dispute, Licence, Stance, Variation
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly, no_less_than, span
from boneguide.logic.verbs import above, at_least, band
from boneguide.quantities import Amount

_LABEL = cite(sources.CLODRONATE_CORE_SAFETY_PROFILE, "4.2.1", "C06", "R11")
_RENAL = cite(sources.MIMS_CLODRONATE, "renal doses", "C07")
_DILUENTS = ("sodium chloride 0.9 %", "glucose 5 %")

_DAILY = RegimenTemplate(
    drug="clodronate",
    route="IV",
    # Reduced by up to a quarter from 80 down, and by a quarter to a half below 50.
    dose=band(
        CLEARANCE,
        above("80 mL/min", Amount(300.0, "mg")),
        at_least("50 mL/min", span("225 mg", "300 mg")),
        at_least("10 mL/min", span("150 mg", "225 mg")),
    ),
    interval=exactly("1 day"),
    infusion_time=no_less_than("2 hour"),
    volume=Amount(500.0, "mL"),
    diluents=_DILUENTS,
    notes=(
        "On consecutive days until calcium is normal, as a rule for 7 days at most; after rehydration.",
        "No calcium-containing solution, such as Ringer's.",
    ),
)

CLODRONATE_HYPERCALCAEMIA = Rule(
    id="clodronate-hypercalcaemia",
    title="Clodronate IV for hypercalcaemia of malignancy",
    when=common.TUMOUR_HYPERCALCAEMIA,
    advise=_DAILY,
    licences=(
        Licence(
            id="licence-europe",
            when=HYPERCALCAEMIC,
            says="European texts: hypercalcaemia of malignancy. The UK tablets name breast cancer and myeloma.",
            jurisdictions=EUROPE,
            sources=(_LABEL, cite(sources.UK_CLODRONATE, "4.1", "N07")),
        ),
    ),
    contraindications=WHATEVER_FOR,
    first=common.FIRST,
    monitor=(*MONITORING, common.DENTAL_SOON),
    reasons=(*common.BISPHOSPHONATE_REASONS, attrs.evolve(NOT_IN_THE_US, when=common.TUMOUR_HYPERCALCAEMIA)),
    variations=(
        Variation(
            id="single-dose",
            when=common.TUMOUR_HYPERCALCAEMIA,
            says=(
                "1500 mg once over 4 hours is the other way; in renal impairment it is reduced in the same proportion."
            ),
            advise=attrs.evolve(
                _DAILY,
                dose=band(
                    CLEARANCE,
                    above("80 mL/min", Amount(1500.0, "mg")),
                    at_least("50 mL/min", span("1125 mg", "1500 mg")),
                    at_least("10 mL/min", span("750 mg", "1125 mg")),
                ),
                interval=None,
                infusion_time=no_less_than("4 hour"),
                notes=("One dose, after rehydration.", "No calcium-containing solution, such as Ringer's."),
            ),
            grade=LABEL,
            sources=(_LABEL, _RENAL),
        ),
    ),
    disputes=(
        IN_PREGNANCY,
        Dispute(
            id="longest-course",
            when=common.TUMOUR_HYPERCALCAEMIA,
            about="how many days clodronate is given IV in hypercalcaemia",
            stances=(
                Stance(by="core safety profile of 2011", says="as a rule for 7 days at most", source=_LABEL),
                Stance(
                    by="an older compendium",
                    says="for 10 days at most",
                    source=cite(sources.MIMS_CLODRONATE, "another compendium, older", "C06", verified="conflict"),
                ),
            ),
        ),
    ),
    notes=(
        CANADA,
        boundary_note(
            CLEARANCE, 10, 50, 80, row="C07", reading="80 itself is reduced, and 50 itself by no more than a quarter"
        ),
    ),
    grade=LABEL,
    sources=(_LABEL, _RENAL, own_reading("C07", why="the percentages are worked out in milligrams")),
    edition=EDITION,
)
