"""Who must not be given denosumab 120 mg, who with care, and what comes before the first dose.

What concerns calcium and the kidneys stands in :mod:`~boneguide.guidelines.bone_agents.denosumab.calcium`.
"""

from __future__ import annotations

import attrs

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, cite, own_reading
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents.denosumab.calcium import (
    CALCIUM_BEFORE_THE_START,
    CALCIUM_FIRST,
    CALCIUM_HOLD,
    CALCIUM_RESTRICTIONS,
)
from boneguide.guidelines.bone_agents.reactions import holds_until_evaluated
from boneguide.guidelines.facts import clinical, treatment
from boneguide.guidelines.facts.person import BREAST_FEEDING, CAN_BECOME_PREGNANT, PREGNANT
from boneguide.guidelines.facts.tumour import PROSTATE_CANCER
from boneguide.logic.clauses import Confirm, Contraindication, Hold, Prerequisite
from boneguide.logic.nodes import assume_absent, not_

_ALLERGY_AND_MOUTH = (
    Contraindication(
        id="hypersensitivity",
        severity="contraindicated",
        when=treatment.ALLERGY_DENOSUMAB,
        says="Known clinically significant hypersensitivity to denosumab; after anaphylaxis it is stopped for good.",
        unknown=Confirm("no hypersensitivity to denosumab", because="the person can be asked"),
        sources=(
            cite(sources.FDA_XGEVA, "4.2 and 5.2", "K52"),
            cite(sources.EMA_XGEVA, "4.3", "K52"),
        ),
    ),
    Contraindication(
        id="unhealed-oral-surgery-europe",
        severity="contraindicated",
        when=clinical.UNHEALED_ORAL_SURGERY,
        says="An unhealed lesion from dental or oral surgery is a contraindication in the European and UK texts.",
        unknown=Confirm("no unhealed lesion from dental or oral surgery", because="the mouth can be looked at"),
        jurisdictions=EUROPE,
        sources=(
            cite(sources.EMA_XGEVA, "4.3", "K53", "S18", "S20"),
            cite(sources.MHRA_ONJ_2015, "advice", "K53", verified="primary"),
        ),
    ),
    Contraindication(
        id="mouth-not-healed-us",
        severity="caution",
        when=clinical.UNHEALED_ORAL_SURGERY | clinical.OPEN_ORAL_LESION,
        says=(
            "A lesion in the mouth has not healed. The US label does not list that as a contraindication; the European"
            " text contraindicates denosumab after dental or oral surgery and delays the start for an open lesion."
        ),
        jurisdictions="US",
        sources=cite(sources.EMA_XGEVA, "4.3 and 4.4", "K53", "K54"),
    ),
)

_OTHER_DRUGS = (
    Contraindication(
        id="duplicate",
        severity="avoid",
        when=treatment.OSTEOPOROSIS_DENOSUMAB,
        says=(
            "Another denosumab product (60 mg, Prolia or a biosimilar) is in use or still acting: the labels avoid two"
            " products of one substance, so a single one is chosen."
        ),
        unknown=Confirm(
            "no other denosumab product within the last six months", because="current medicines can be asked about"
        ),
        sources=(
            cite(sources.FDA_XGEVA, "5.1", "K55", "X12"),
            cite(sources.FDA_WYOST, "5.1", "K55"),
            own_reading("K55", why="60 mg is given every six months, so it counts as present for as long"),
        ),
    ),
    Contraindication(
        id="bisphosphonate-beside",
        severity="caution",
        when=treatment.RECEIVES_BISPHOSPHONATE,
        says=(
            "A bisphosphonate is in use or was given within 12 weeks: the two are not given side by side (from memory,"
            " not verified)."
        ),
        sources=cite(sources.EMA_XGEVA, "4.4", "K56", "T18", verified="memory"),
    ),
)

_PREGNANCY = (
    Contraindication(
        id="pregnancy-us",
        severity="avoid",
        when=PREGNANT,
        says=(
            "Pregnancy: denosumab can harm the fetus and is not started. The US label wants a pregnancy test before the"
            " start, and contraception during treatment and for at least 5 months after the last dose."
        ),
        unknown=Confirm("a negative pregnancy test", because="the test can be done at the visit"),
        jurisdictions="US",
        sources=cite(sources.FDA_XGEVA, "5 and 8.3", "K57"),
    ),
    Contraindication(
        id="pregnancy-europe",
        severity="not-recommended",
        when=PREGNANT,
        says="Pregnancy: the European text does not recommend denosumab.",
        unknown=Confirm("not pregnant", because="a test can be done at the visit"),
        jurisdictions=EUROPE,
        sources=cite(sources.EMA_XGEVA, "4.6", "K57"),
    ),
)

_BODY = (
    Contraindication(
        id="fructose-intolerance",
        severity="caution",
        when=clinical.FRUCTOSE_INTOLERANCE,
        says="Hereditary fructose intolerance: each dose holds 78 mg of sorbitol (the caution itself is from memory).",
        jurisdictions=EUROPE,
        sources=(
            cite(sources.EMA_XGEVA, "2", "K60"),
            cite(sources.EMA_XGEVA, "4.4", "K60", verified="memory"),
        ),
    ),
    shared.under_18(cite(sources.EMA_XGEVA, "4.2", "K61")),
    Contraindication(
        id="growing-skeleton",
        severity="not-recommended",
        when=assume_absent(
            clinical.GROWING_SKELETON,
            because="an adult's skeleton has stopped growing unless recorded otherwise, and age is known",
        ),
        says="Not recommended while the skeleton is still growing.",
        sources=(
            cite(sources.EMA_XGEVA, "4.2", "K61"),
            own_reading("K61", why="a skeleton counts as grown from 25 years of age where nothing else is recorded"),
        ),
    ),
)

_SETTING = (
    shared.castration_sensitive(
        own_reading("U03", why="the trial gave zoledronic acid; panels advise against any agent at oncology dose here")
    ),
    attrs.evolve(
        shared.not_yet_myeloma(),
        says=(
            "Solitary plasmacytoma, smouldering or indolent myeloma, or MGUS without osteopenia or osteoporosis: ASCO"
            " does not start a bisphosphonate, and denosumab 120 mg is licensed for multiple myeloma only."
        ),
        sources=(
            cite(sources.ASCO_2018, "indication", "T20"),
            own_reading("T20", why="the statement is about bisphosphonates and is carried over to denosumab"),
        ),
    ),
    shared.short_life_expectancy_esmo(),
    Contraindication(
        id="nice-prostate",
        severity="not-recommended",
        when=PROSTATE_CANCER,
        says="Prostate cancer: NICE does not recommend denosumab to prevent skeletal events.",
        jurisdictions="UK",
        sources=cite(sources.NICE_TA265, "1", "N10", "U02", "S20", verified="primary"),
    ),
)

RESTRICTIONS: tuple[Contraindication, ...] = (
    *CALCIUM_RESTRICTIONS,
    *_ALLERGY_AND_MOUTH,
    *_OTHER_DRUGS,
    *_PREGNANCY,
    *_BODY,
    *_SETTING,
    *shared.jaw_risk_factors(),
)

HOLDS: tuple[Hold, ...] = (
    CALCIUM_HOLD,
    *holds_until_evaluated("denosumab"),
    Hold(
        id="open-oral-lesion-europe",
        when=clinical.OPEN_ORAL_LESION,
        says="An unhealed open soft-tissue lesion in the mouth: the European text delays the start.",
        unknown=Confirm("no unhealed open lesion in the mouth", because="the mouth can be looked at"),
        jurisdictions=EUROPE,
        sources=cite(sources.EMA_XGEVA, "4.4", "K54"),
    ),
)

FIRST: tuple[Prerequisite, ...] = (
    *_before.before_a_dose(),
    CALCIUM_FIRST,
    CALCIUM_BEFORE_THE_START,
    Prerequisite(
        id="contraception-us",
        when=CAN_BECOME_PREGNANT & not_(clinical.EFFECTIVE_CONTRACEPTION),
        says="effective contraception during treatment and for at least 5 months after the last dose",
        jurisdictions="US",
        sources=cite(sources.FDA_XGEVA, "8.3", "K57"),
    ),
    Prerequisite(
        id="breast-feeding-europe",
        when=BREAST_FEEDING,
        says="where breast-feeding: a decision to stop either breast-feeding or denosumab",
        jurisdictions=EUROPE,
        sources=cite(sources.EMA_XGEVA, "4.6", "K58"),
    ),
)
