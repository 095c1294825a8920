"""How fast pamidronate runs in: dose, interval, rate, volume and time by place, disease and kidney function.

The US label fixes a time for each disease. The UK text fixes a highest rate, which
is lower in myeloma and lower still with impaired kidneys; the times here follow
from it for 90 mg.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, cite, own_reading
from boneguide.guidelines.facts.laboratory import CURRENT_CREATININE_CLEARANCE
from boneguide.guidelines.facts.tumour import MYELOMA
from boneguide.logic.clauses import Dispute, Note, Stance
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.template import RegimenTemplate, exactly, no_less_than, span
from boneguide.logic.verbs import JURISDICTION, cases
from boneguide.quantities import Amount

IN_THE_US = JURISDICTION.is_in("US")
IN_EUROPE = JURISDICTION.is_in(*EUROPE)

DILUENTS = ("sodium chloride 0.9 %", "glucose 5 %")

#: The UK text says "established or suspected renal impairment" without a number;
#: the European zoledronic acid text counts only a clearance above 60 as normal.
RENALLY_IMPAIRED = CURRENT_CREATININE_CLEARANCE <= "60 mL/min"

IMPAIRED_SOURCE = own_reading(
    "P07", "P13", "Z08", why="impaired is read as a clearance of 60 mL/min or less, as in the zoledronic acid text"
)

#: The highest rates of the UK text, in mg an hour; 22.5 is its 90 mg over 4 hours.
RATE = Amount(60.0, "mg/h")
RATE_IN_MYELOMA_OR_HYPERCALCAEMIA = Amount(22.5, "mg/h")
RATE_WHEN_IMPAIRED = Amount(20.0, "mg/h")

NOTES = (
    "Never as a bolus injection.",
    "No single dose above 90 mg.",
    "No calcium-containing solution, such as Ringer's.",
)

REGIMEN = RegimenTemplate(
    drug="pamidronate",
    route="IV",
    dose=Amount(90.0, "mg"),
    # "Monthly" in the US label for myeloma is kept as a month; ASCO and the trials write 3 to 4 weeks.
    interval=cases((IN_THE_US & MYELOMA, exactly("1 month")), (ALWAYS, span("3 week", "4 week"))),
    infusion_time=cases(
        (IN_EUROPE & RENALLY_IMPAIRED, no_less_than("4.5 hour")),
        (MYELOMA, no_less_than("4 hour")),
        (ALWAYS, no_less_than("2 hour")),
    ),
    volume=cases((IN_EUROPE & MYELOMA, Amount(500.0, "mL")), (IN_EUROPE, Amount(250.0, "mL"))),
    diluents=DILUENTS,
    maximum_rate=cases(
        (IN_EUROPE & RENALLY_IMPAIRED, RATE_WHEN_IMPAIRED),
        (IN_EUROPE & MYELOMA, RATE_IN_MYELOMA_OR_HYPERCALCAEMIA),
        (IN_EUROPE, RATE),
    ),
    notes=NOTES,
)

SOURCES = (
    cite(sources.FDA_PAMIDRONATE, "dosage, osteolytic bone metastases of breast cancer", "P04", "R06"),
    cite(sources.FDA_PAMIDRONATE, "dosage, osteolytic lesions of multiple myeloma", "P05", "R07"),
    cite(sources.FDA_PAMIDRONATE, "warnings, single dose", "P06"),
    cite(sources.UK_PAMIDRONATE, "4.2", "P12", "P13", "K25", "R06", "R07", "R09"),
    cite(sources.BERENSON_1996, "regimen of the trial, 90 mg in 500 mL over 4 hours", "R07"),
)

#: What a reader should know of the parts that were not seen in a label.
INFUSION_NOTES = (
    Note(
        id="volumes-us",
        says=(
            "Volumes of the US label (250 mL in breast cancer, 500 mL in myeloma, of sodium chloride 0.45 or 0.9 % or"
            " glucose 5 %) are from memory: not verified, check the label."
        ),
        jurisdictions="US",
        sources=cite(sources.FDA_PAMIDRONATE, "dosage and administration", "R06", "R07", verified="memory"),
    ),
    Note(
        id="interval-europe",
        says=(
            "The interval printed in the European and UK texts was not seen; 3 to 4 weeks is that of ASCO and of the US"
            " label in breast cancer. Not verified there: check the label."
        ),
        jurisdictions=EUROPE,
        sources=(
            cite(sources.ASCO_2017, "choice of agent", "T01"),
            cite(sources.ASCO_2018, "agents and doses", "U05"),
        ),
    ),
    Note(
        id="renal-rate",
        when=RENALLY_IMPAIRED,
        says=(
            "The UK text names established or suspected renal impairment without a number; a clearance of 60 mL/min or"
            " less is read as impaired. At 20 mg an hour 90 mg take at least 4.5 hours and 60 mg at least 3 hours."
        ),
        jurisdictions=EUROPE,
        sources=(cite(sources.UK_PAMIDRONATE, "4.2", "P13"), IMPAIRED_SOURCE),
    ),
)

RATE_DISPUTE = Dispute(
    id="rate-in-renal-impairment",
    when=RENALLY_IMPAIRED,
    about="highest rate of pamidronate with impaired kidneys",
    stances=(
        Stance(
            by="UK text of the 15 mg/mL product",
            says="at most 20 mg an hour, so that 90 mg take at least 4.5 hours",
            source=cite(sources.UK_PAMIDRONATE, "4.2", "P13"),
        ),
        Stance(
            by="other European texts, from memory",
            says="90 mg over 4 hours, about 22 mg an hour",
            source=cite(sources.UK_PAMIDRONATE, "dosage, other products", "P13", verified="memory"),
        ),
    ),
    jurisdictions=EUROPE,
)
