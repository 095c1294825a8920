"""Radium-223 dichloride for symptomatic bone metastases of castration-resistant prostate cancer."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, cite, own_reading, recalled
from boneguide.guidelines.facts.laboratory import LATEST_CREATININE_CLEARANCE
from boneguide.guidelines.facts.pain import PAINFUL_BONE_LESION
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.radionuclide import (
    ABIRATERONE_WITHIN_5_DAYS,
    DAYS_SINCE_RADIUM_223,
    HAD_RADIUM_223,
    SAMARIUM_153_WITHIN_56_DAYS,
    SIX_RADIUM_223_DOSES,
    STRONTIUM_89_WITHIN_90_DAYS,
    TAKES_ABIRATERONE,
    TAKES_ENZALUTAMIDE,
)
from boneguide.guidelines.facts.supportive import (
    BLASTIC_LESION,
    BONE_AGENT_LEFT_OUT,
    FEW_OSTEOBLASTIC_LESIONS,
    HAEMOGLOBIN,
    NEUTROPHILS,
    NO_OTHER_SYSTEMIC_TREATMENT,
    ON_CHEMOTHERAPY_OR_RADIOTHERAPY,
    PLATELETS,
    TWO_EARLIER_SYSTEMIC_LINES,
    VISCERAL_METASTASES,
)
from boneguide.guidelines.facts.treatment import RECEIVES_BISPHOSPHONATE, RECEIVES_DENOSUMAB
from boneguide.guidelines.facts.tumour import CASTRATION_RESISTANT, PROSTATE_CANCER, SOLID_TUMOUR_BONE_METASTASES
from boneguide.guidelines.radiopharmaceuticals import _parts
from boneguide.guidelines.radiopharmaceuticals._edition import EDITION
from boneguide.logic.clauses import (
    Confirm,
    Contraindication,
    Dispute,
    Hold,
    Licence,
    Monitor,
    Note,
    Prerequisite,
    Reason,
    Stance,
)
from boneguide.logic.nodes import assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.model.provenance import Grade
from boneguide.quantities import Amount

_US = cite(sources.FDA_XOFIGO, "indication", "RA-01")
_MHRA = cite(sources.MHRA_RADIUM_2018, "restrictions", "RA-02", verified="primary")
_EMA = cite(sources.EMA_RADIUM_2018, "restrictions", "RA-02", "RA-11", verified="primary")
_ERA_223 = (
    cite(sources.EMA_RADIUM_2018, "abiraterone", "RA-09", verified="primary"),
    cite(sources.SWISS_XOFIGO, "contraindications", "RA-09", verified="primary"),
)
_PEACE_3 = cite(sources.PEACE_3, "results", "RA-13", verified="conflict", note="label and trial disagree")
_COUNTS = cite(sources.FDA_XOFIGO, "blood counts, as a mirror of UpToDate has them", "RA-06", "RA-07", "RA-08")

LATER_LINE = TWO_EARLIER_SYSTEMIC_LINES | NO_OTHER_SYSTEMIC_TREATMENT
BELOW_FIRST_GATE = (NEUTROPHILS < "1.5 10*9/L") | (PLATELETS < "100 10*9/L") | (HAEMOGLOBIN < "10.0 g/dL")
BELOW_LATER_GATE = (NEUTROPHILS < "1.0 10*9/L") | (PLATELETS < "50 10*9/L")

_WEEKS_TO_LIVE = assume_absent(
    LIFE_EXPECTANCY < "4 week", because="an outlook as short as this would have been put on record"
)

RADIUM_223 = Rule(
    id="radium-223",
    title="Radium-223 dichloride",
    when=SOLID_TUMOUR_BONE_METASTASES
    & (
        assume_absent(
            PROSTATE_CANCER,
            because="it is named where cancer of the prostate is on record, or osteoblastic lesions are",
        )
        | assume_absent(
            BLASTIC_LESION, because="outside prostate cancer it is named where osteoblastic lesions are on record"
        )
    ),
    advise=RegimenTemplate(
        drug="radium-223 dichloride",
        route="IV",
        dose=Amount(55.0, "kBq/kg"),
        interval=exactly("4 week"),
        infusion_time=exactly("1 minute"),
        notes=(
            "Six doses; more were not studied.",
            "The volume follows from body weight, the activity of the vial and the decay since its reference date.",
        ),
    ),
    licences=(
        Licence(
            id="licence-us",
            when=CASTRATION_RESISTANT & not_(VISCERAL_METASTASES),
            says="US licence: castration-resistant prostate cancer, symptomatic bone metastases, no visceral disease.",
            jurisdictions="US",
            sources=_US,
        ),
        Licence(
            id="licence-europe",
            when=CASTRATION_RESISTANT & not_(VISCERAL_METASTASES) & LATER_LINE,
            says=(
                "European and UK licence: the same, after at least two lines of systemic treatment other than an LHRH"
                " analogue or where no other is suitable; alone or with an LHRH analogue."
            ),
            jurisdictions=EUROPE,
            sources=(_MHRA, _EMA),
        ),
    ),
    contraindications=(
        Contraindication(
            id="not-castration-resistant",
            severity="not-recommended",
            when=not_(CASTRATION_RESISTANT),
            says="It is for castration-resistant prostate cancer only.",
            sources=(_US, _MHRA, _EMA),
        ),
        Contraindication(
            id="visceral-metastases",
            severity="not-recommended",
            when=VISCERAL_METASTASES,
            says="Visceral metastases: it is for people without any that are known.",
            sources=(_US, _MHRA, _EMA),
        ),
        Contraindication(
            id="no-symptoms",
            severity="not-recommended",
            when=not_(PAINFUL_BONE_LESION),
            says="No lesion of bone is painful: it is for symptomatic bone metastases.",
            unknown=Confirm("that bone metastases cause symptoms", because="the person can be asked"),
            sources=(_US, cite(sources.EMA_RADIUM_2018, "asymptomatic disease", "RA-11", verified="primary")),
        ),
        _parts.only_lytic("RA-11"),
        Contraindication(
            id="abiraterone",
            severity="contraindicated",
            when=TAKES_ABIRATERONE,
            says=(
                "Abiraterone with prednisone or prednisolone: contraindicated. In ERA-223 fractures came in 28.6 %"
                " against 11.4 %, and deaths in 38.5 % against 35.5 %."
            ),
            unknown=Confirm("no abiraterone now", because="current medicines can be asked about"),
            jurisdictions=EUROPE,
            sources=(*_ERA_223, own_reading("RA-09", why="abiraterone counts though no steroid is listed beside it")),
        ),
        Contraindication(
            id="abiraterone-us",
            severity="not-recommended",
            when=TAKES_ABIRATERONE,
            says=(
                "Abiraterone with prednisone: the US label warns, and does not recommend it outside trials. In ERA-223"
                " fractures came in 28.6 % against 11.4 %, and deaths in 38.5 % against 35.5 %."
            ),
            unknown=Confirm("no abiraterone now", because="current medicines can be asked about"),
            jurisdictions="US",
            sources=(cite(sources.FDA_XOFIGO, "warnings", "RA-09"), *_ERA_223),
        ),
        Contraindication(
            id="six-doses-given",
            severity="not-recommended",
            when=SIX_RADIUM_223_DOSES,
            says="Six doses have been given: more were not studied.",
            unknown=Confirm("fewer than six earlier doses", because="earlier treatment can be asked about"),
            sources=cite(sources.FDA_XOFIGO, "dosage", "RA-03"),
        ),
        Contraindication(
            id="no-recovery",
            severity="not-recommended",
            when=HAD_RADIUM_223 & BELOW_LATER_GATE & (DAYS_SINCE_RADIUM_223 > "8 week"),
            says="Counts have not recovered more than 8 weeks after the last dose: the label stops treatment.",
            sources=(_COUNTS, own_reading("RA-08", why="of 6 to 8 weeks the later end is where it stops for good")),
        ),
        _parts.pregnancy(
            "radium-223",
            cite(sources.FDA_XOFIGO, "specific populations", "RA-15"),
            own_reading("RA-15", why="an older US label contraindicates it; women are no indication now"),
        ),
        Contraindication(
            id="slow-recovery",
            severity="caution",
            when=HAD_RADIUM_223
            & BELOW_LATER_GATE
            & (DAYS_SINCE_RADIUM_223 >= "6 week")
            & (DAYS_SINCE_RADIUM_223 <= "8 week"),
            says="Counts have not recovered 6 to 8 weeks after the last dose: in this time the label stops treatment.",
            sources=_COUNTS,
        ),
        Contraindication(
            id="few-osteoblastic-lesions",
            severity="caution",
            when=FEW_OSTEOBLASTIC_LESIONS,
            says=(
                "Few osteoblastic lesions: the European review does not recommend it where their number is low; that"
                " low means fewer than six is from memory, not verified."
            ),
            jurisdictions=EUROPE,
            sources=(
                cite(sources.EMA_RADIUM_2018, "number of lesions", "RA-11", verified="primary"),
                recalled("fewer than six lesions", "RA-11"),
            ),
        ),
        Contraindication(
            id="enzalutamide",
            severity="caution",
            when=TAKES_ENZALUTAMIDE,
            says=(
                "Enzalutamide beside it: a matter for specialists. The European label recommends no combination; in"
                " PEACE-3 it helped, with a bone-protective agent made compulsory."
            ),
            sources=_PEACE_3,
        ),
        Contraindication(
            id="clearance-below-30",
            severity="caution",
            when=_parts.WEAK_KIDNEYS,
            says="Creatinine clearance below 30 mL/min, or dialysis: a clearance as low was not studied.",
            sources=cite(sources.FDA_XOFIGO, "specific populations", "RA-15"),
        ),
        _parts.INFECTION,
        Contraindication(
            id="treatment-beside",
            severity="caution",
            when=ON_CHEMOTHERAPY_OR_RADIOTHERAPY,
            says=(
                "Chemotherapy or external radiotherapy at the same time: the European and UK licence is for"
                " radium-223 alone or with an LHRH analogue, and the label recommends no combination."
            ),
            jurisdictions=EUROPE,
            sources=(_MHRA, _EMA, own_reading("RA-13", why="a caution, for the record does not tell which of the two")),
        ),
        Contraindication(
            id="very-short-outlook",
            severity="caution",
            when=_WEEKS_TO_LIVE,
            says=(
                "Life expectancy is under 4 weeks, before a second dose would be due: a specialist weighs it, by the"
                " library's own decision."
            ),
            sources=own_reading("RA-03", why="six doses make the course, one every 4 weeks"),
        ),
        _parts.ADULTS_ONLY,
        _parts.before_fracture("RA-16"),
        _parts.another_lately(STRONTIUM_89_WITHIN_90_DAYS | SAMARIUM_153_WITHIN_56_DAYS, "SR-04", "SM-04"),
    ),
    holds=(
        _parts.TREAT_FIRST,
        Hold(
            id="counts-first-dose",
            when=not_(HAD_RADIUM_223) & BELOW_FIRST_GATE,
            says=(
                "Before the first dose neutrophils are at least 1.5 and platelets at least 100 x 10^9/L, and"
                " haemoglobin is at least 10.0 g/dL: what is low is corrected and measured again."
            ),
            sources=_COUNTS,
        ),
        Hold(
            id="counts-later-dose",
            when=HAD_RADIUM_223 & BELOW_LATER_GATE,
            says=(
                "Before a later dose neutrophils are at least 1.0 and platelets at least 50 x 10^9/L; without recovery"
                " 6 to 8 weeks after the last dose the label stops treatment."
            ),
            sources=_COUNTS,
        ),
        Hold(
            id="too-soon",
            when=HAD_RADIUM_223 & (DAYS_SINCE_RADIUM_223 < "28 day"),
            says="Less than 28 days have passed since the last dose: it is given every 4 weeks.",
            unknown=Confirm("4 weeks or more since any radium-223", because="earlier treatment can be asked about"),
            sources=cite(sources.FDA_XOFIGO, "dosage", "RA-03"),
        ),
        Hold(
            id="abiraterone-gap",
            when=ABIRATERONE_WITHIN_5_DAYS,
            says="Less than 5 days have passed since abiraterone with prednisone or prednisolone.",
            unknown=Confirm("5 days or more since any abiraterone", because="the person can be asked"),
            jurisdictions=EUROPE,
            sources=(
                cite(sources.MHRA_RADIUM_2018, "intervals", "RA-10", verified="primary"),
                cite(sources.SWISS_XOFIGO, "intervals", "RA-10", verified="primary"),
            ),
        ),
    ),
    first=(
        Prerequisite(
            id="bone-protection",
            when=not_(RECEIVES_BISPHOSPHONATE | RECEIVES_DENOSUMAB | BONE_AGENT_LEFT_OUT),
            says=(
                "assess bone health and the risk of fracture, and decide on a bisphosphonate or denosumab; a reason"
                " against both is written down"
            ),
            sources=(
                cite(sources.MHRA_RADIUM_2018, "risk of fracture", "RA-12", verified="primary"),
                cite(sources.ESMO_2020, "radium-223", "RA-12", "RA-17"),
                own_reading("RA-12", why="the sources say consider; here the decision or a reason is asked for"),
            ),
        ),
    ),
    monitor=(
        Monitor(
            id="blood-counts",
            says="neutrophils, platelets and haemoglobin",
            timing="before every dose",
            sources=_COUNTS,
        ),
        Monitor(
            id="fractures",
            says="look for fractures, and go on with bone protection where it was chosen",
            timing="during treatment and for 24 months",
            sources=cite(sources.MHRA_RADIUM_2018, "follow-up", "RA-12", verified="primary"),
        ),
        Monitor(
            id="next-treatment",
            says="wait 30 days or more from the last dose to the next systemic treatment against the cancer",
            timing="after the last dose",
            jurisdictions=EUROPE,
            sources=(
                cite(sources.MHRA_RADIUM_2018, "intervals", "RA-10", verified="primary"),
                cite(sources.SWISS_XOFIGO, "intervals", "RA-10", verified="primary"),
            ),
        ),
    ),
    reasons=(
        Reason(
            id="symptomatic-bone-disease",
            when=CASTRATION_RESISTANT & PAINFUL_BONE_LESION,
            favours=True,
            says="Of value in castration-resistant disease with symptoms that come from bone above all.",
            grade=Grade(system="ESMO", year=2020, value="[I, A]"),
            sources=cite(sources.ESMO_2020, "radium-223", "RA-17"),
        ),
        Reason(
            id="alone-after-a-bone-agent",
            when=CASTRATION_RESISTANT & (RECEIVES_BISPHOSPHONATE | RECEIVES_DENOSUMAB),
            favours=True,
            says="Alone or with an LHRH analogue, after or with a bone-targeted agent, which is given here.",
            grade=Grade(system="ESMO", year=2020, value="[III, A]"),
            sources=cite(sources.ESMO_2020, "radium-223", "RA-17"),
        ),
        Reason(
            id="too-early-in-europe",
            when=CASTRATION_RESISTANT & not_(LATER_LINE),
            favours=False,
            says=(
                "Fewer than two lines of systemic treatment were given and another one is suitable: that is earlier"
                " than the European and UK licence allows."
            ),
            grade=LABEL,
            jurisdictions=EUROPE,
            sources=(_MHRA, _EMA),
        ),
    ),
    disputes=(
        Dispute(
            id="with-abiraterone",
            when=TAKES_ABIRATERONE,
            about="radium-223 with abiraterone and prednisone or prednisolone",
            stances=(
                Stance(by="EMA, 2018", says="contraindicated", source=_ERA_223[0]),
                Stance(
                    by="US label",
                    says="a warning; not recommended outside trials",
                    source=cite(sources.FDA_XOFIGO, "warnings", "RA-09"),
                ),
            ),
        ),
        Dispute(
            id="with-enzalutamide",
            when=TAKES_ENZALUTAMIDE,
            about="radium-223 with enzalutamide",
            stances=(
                Stance(by="European label", says="combinations are not recommended", source=_EMA),
                Stance(
                    by="PEACE-3",
                    says=(
                        "progression or death later (HR 0.69); fractures fell from 33 % to 0 to 3 % once a"
                        " bone-protective agent, begun 6 weeks before or earlier, was compulsory"
                    ),
                    source=_PEACE_3,
                ),
            ),
        ),
    ),
    notes=(
        Note(
            id="no-change-for-the-kidney",
            when=LATEST_CREATININE_CLEARANCE.between("30 mL/min", "90 mL/min"),
            says="At a creatinine clearance of 30 to 89 mL/min the dose is not changed.",
            sources=cite(sources.FDA_XOFIGO, "specific populations", "RA-15"),
        ),
        Note(
            id="decay",
            says=(
                "The half-life is 11.4 days and the vial holds 6600 kBq in 6 mL on its reference date; volume in mL ="
                " weight in kg x 55 / (decay factor x 1100). The US label prints the factors for noon Central time,"
                " 0.982 on the reference date and 0.643 seven days after it."
            ),
            sources=(
                cite(sources.EMA_XOFIGO, "vial and half-life", "RA-04", "RA-05", verified="primary"),
                cite(sources.FDA_XOFIGO, "volume and table of decay factors", "RA-04"),
            ),
        ),
        Note(
            id="older-standard",
            says=(
                "Texts from before 2016 give 50 kBq/kg with 1000 kBq/mL: the same dose by the older standard. The older"
                " dose does not go with a vial of today."
            ),
            sources=(
                cite(sources.NRC_2016, "revised standard", "RA-14", verified="primary"),
                cite(sources.NIST_2015, "revised standard", "RA-14", verified="primary"),
            ),
        ),
    ),
    grade=Grade(
        system="ESMO",
        year=2020,
        value="[I, A]",
        note="symptoms from bone above all, castration-resistant disease; dose and limits are the label's",
    ),
    sources=(
        cite(sources.FDA_XOFIGO, "indication and dosage", "RA-01", "RA-03"),
        cite(sources.ESMO_2020, "radium-223", "RA-17"),
        _MHRA,
        _EMA,
    ),
    edition=EDITION,
)
