"""Samarium-153 lexidronam for osteoblastic bone metastases that take up tracer on a bone scan."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import LABEL, cite, own_reading
from boneguide.guidelines.facts.radionuclide import DAYS_SINCE_RADIUM_223, STRONTIUM_89_WITHIN_90_DAYS
from boneguide.guidelines.facts.supportive import (
    ALLERGY_LEXIDRONAM,
    BONE_SCAN_UPTAKE,
    INTRAVASCULAR_COAGULATION,
    ON_CHEMOTHERAPY_OR_RADIOTHERAPY,
)
from boneguide.guidelines.facts.treatment import ALLERGY_BISPHOSPHONATE
from boneguide.guidelines.radiopharmaceuticals import _parts
from boneguide.guidelines.radiopharmaceuticals._edition import EDITION
from boneguide.logic.clauses import Confirm, Contraindication, Monitor, Note, Prerequisite
from boneguide.logic.nodes import not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.quantities import Amount

_DOSE = cite(sources.QUADRAMET, "dosage", "SM-01", verified="primary")
_MARROW = cite(sources.QUADRAMET, "warnings", "SM-04", verified="primary")
_INDICATION = cite(sources.QUADRAMET, "indication, as drugs.com has it", "SM-02")

SAMARIUM_153 = Rule(
    id="samarium-153",
    title="Samarium-153 lexidronam",
    when=_parts.PAINFUL_DISEASE,
    advise=RegimenTemplate(
        drug="samarium-153 lexidronam",
        route="IV",
        dose=Amount(37.0, "MBq/kg"),
        infusion_time=exactly("1 minute"),
        notes=(
            "37 MBq/kg is 1.0 mCi/kg.",
            "At least 500 mL of fluid beforehand, and the bladder is emptied often afterwards.",
        ),
    ),
    contraindications=(
        Contraindication(
            id="hypersensitivity",
            severity="contraindicated",
            when=ALLERGY_LEXIDRONAM,
            says="Known hypersensitivity to EDTMP (lexidronam) or a similar phosphonate.",
            unknown=Confirm("no hypersensitivity to EDTMP or phosphonates", because="the person can be asked"),
            sources=cite(sources.QUADRAMET, "contraindications, as drugs.com has them", "SM-03"),
        ),
        Contraindication(
            id="no-uptake",
            severity="not-recommended",
            when=not_(BONE_SCAN_UPTAKE),
            says="No osteoblastic lesion takes up tracer on a bone scan, which the indication asks for.",
            sources=_INDICATION,
        ),
        _parts.only_lytic("SM-02", _INDICATION),
        _parts.ADULTS_ONLY,
        _parts.pregnancy("samarium-153", own_reading("11.3", "EA-01", why="it gives off radiation")),
        Contraindication(
            id="marrow-at-risk",
            severity="avoid",
            when=ON_CHEMOTHERAPY_OR_RADIOTHERAPY | INTRAVASCULAR_COAGULATION,
            says="Chemotherapy or external radiotherapy at the same time, or intravascular coagulation: avoided.",
            unknown=Confirm(
                "no chemotherapy, external radiotherapy or intravascular coagulation now",
                because="treatment can be asked about and clotting looked up at the visit",
            ),
            sources=_MARROW,
        ),
        Contraindication(
            id="bisphosphonate-allergy",
            severity="caution",
            when=ALLERGY_BISPHOSPHONATE,
            says="Hypersensitivity to a bisphosphonate: lexidronam is a phosphonate too.",
            sources=own_reading("SM-03", why="the label speaks of similar phosphonates and names none"),
        ),
        _parts.ABIRATERONE_BESIDE,
        _parts.INFECTION,
        _parts.before_fracture("EA-01"),
        _parts.another_lately(STRONTIUM_89_WITHIN_90_DAYS | (DAYS_SINCE_RADIUM_223 < "8 week"), "SR-04", "RA-08"),
        *_parts.eanm(),
    ),
    holds=(_parts.TREAT_FIRST,),
    first=(
        Prerequisite(
            id="counts",
            when=_parts.BELOW_EANM,
            says=(
                "have blood counts judged in nuclear medicine: no gate of the label was seen, and those of EANM"
                " (haemoglobin 90 g/L, white cells 3.5, platelets 100 x 10^9/L) are from memory"
            ),
            sources=(
                cite(sources.EANM_2018, "eligibility", "EA-01", verified="memory"),
                own_reading("SM-04", why="counts fall by about half, so they are looked at before"),
            ),
        ),
    ),
    monitor=(
        Monitor(
            id="blood-counts",
            says="blood counts: lowest in weeks 3 to 5, at 40 to 50 % of those before, with recovery by week 8",
            timing="every week for at least 8 weeks",
            sources=_MARROW,
        ),
    ),
    notes=(
        Note(
            id="not-studied",
            says="Extremes of body weight were not studied; the half-life is 46.3 hours.",
            sources=_MARROW,
        ),
    ),
    grade=LABEL,
    sources=(_DOSE, _INDICATION),
    edition=EDITION,
)
