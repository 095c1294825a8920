"""Every row of the two further fact sheets is named by a rule, calculator or taper, or left out for a stated reason.

The sheets are those on radiotherapy, compression of the cord and steroids, and on
analgesia and supportive care. Rows that stand in both under one name are told apart
by ``analgesia-`` before them.
"""

from __future__ import annotations

from boneguide.model.provenance import Verification
from tests.guidelines.sheets import ANALGESIA, MEMORY, RADIOTHERAPY, carriers

CARRIERS = carriers()

#: A formula names the rows that use its result; that alone does not make their statements.
FORMULAS = {"ckd_epi_2021"}

NAMED = {row for where, source in CARRIERS if where not in FORMULAS for row in source.rows}

_PARTS_OF_A_SCHEDULE = "what the article is silent on; the rules on the rows themselves say it"

#: Rows of the sheet on radiotherapy that nothing names, with the reason.
RADIOTHERAPY_LEFT_OUT = {
    "8.10": "two abstracts contradict each other, and the calculator refuses the score with that reason",
    "C-01": "both editions of the clock stand in a dispute of the rule on confirmed compression, under MS-04",
    "C-02": "SC.23, the Dutch study and ESMO stand in a dispute of the rule on pain flare, under ST-17 to ST-19",
    "C-03": "the length of the taper is open: each length is a taper of its own, under TP-7 to TP-21",
    "C-04": "one dose or two stands in a dispute of the rule on compression, under ST-08 and ST-09",
    "C-05": "the score of Tokuhashi says where the two readings of the item differ, under 8.5",
    "C-06": "the calculator refuses PRISM with this conflict as its reason",
    "C-07": "the paper with the doubtful columns is not used; survival is that of the first abstract, under 8.6",
    "C-08": "label and PEACE-3 stand in a dispute of the rule on radium-223, under RA-13",
    "C-09": "the rule on radium-223 differs between places, under RA-09",
    "C-10": "the library's own decision to hold strontium-89 stands under SR-03",
    "C-11": "both ratios are constants of their own in the calculators, under LQ-03",
    "C-12": "both trials stand in a dispute on stereotactic radiotherapy, under RX-T1 and RX-T2",
    "C-13": "the trial and the other text stand in a dispute of the rule on augmentation, under IN-06",
    "C-14": "the calculator gives group and band side by side, under 8.11 and RR-09",
    "C-15": "what was found for the humerus is a reason of the rule on fixation, under FX-04",
    "C-16": "tissue first is a caution and a dispute of the rules on dexamethasone, under SS-16",
    "C-18": "the three waiting times stand beside each other in the rule on a second course, under RR-01 to RR-03",
    "SD-08": "8 mg twice a day is said to be the article's own split, under ST-08",
    "SD-11": _PARTS_OF_A_SCHEDULE,
    "SD-12": _PARTS_OF_A_SCHEDULE,
    "SD-13": "an agent that is no longer developed is never advised, which INV-01 says",
    "SD-14": "a block for visceral pain is no treatment of bone pain, which INT-01 says",
    "SD-15": "says what the article cites; nothing is cited from there as an authority",
}

_OWN_TABLE = "says how tables are to be kept apart, which the calculators do by the name of the table"
_ANSWERED = "a comparison with the article, whose statements have a walk of their own"

#: Rows of the sheet on analgesia that no rule is to state, with the reason.
ANALGESIA_LEFT_OUT = {
    "ADJ-08": "points to the other sheet: dexamethasone has a subject of its own",
    "NON-10": "points to the other sheet: the rule on zoledronic acid has the bands of its label, under Z rows",
    "SUP-07": "a convention of the record: ECOG and Karnofsky are two fields, and neither is worked out from the other",
    **{f"analgesia-SD-{number:02}": _ANSWERED for number in range(1, 15)},
    "analgesia-TRAP-2": "a trap for implementers: a count in morphine milligram equivalents is refused as a basis",
    "analgesia-TRAP-3": "a trap for implementers: the factors are those of 2022, and those of 2016 have their own name",
    "analgesia-TRAP-4": _OWN_TABLE,
    "analgesia-TRAP-5": "a trap for implementers: methadone is always for specialists, and never converted back",
    "analgesia-TRAP-6": "a trap for implementers: the scheme of pain bands is an argument without a default",
    "analgesia-TRAP-7": "a trap for implementers: clearance and eGFR are two kinds of quantity",
    "analgesia-TRAP-8": "a trap for implementers: grades are kept word for word and have no order",
    "analgesia-TRAP-10": "says which texts are never a source alone",
    "analgesia-TRAP-11": "says that doses from memory drive nothing, which a rule refuses when it is built",
    "analgesia-TRAP-12": "red flags come first in every assessment, whatever else applies",
}


def test_every_row_on_radiotherapy_is_named_or_left_out_for_a_reason() -> None:
    assert RADIOTHERAPY.keys() - NAMED == RADIOTHERAPY_LEFT_OUT.keys()


def test_every_row_on_analgesia_is_named_or_left_out_for_a_reason() -> None:
    assert ANALGESIA.keys() - NAMED == ANALGESIA_LEFT_OUT.keys()


def test_the_sheets_share_no_name() -> None:
    assert not RADIOTHERAPY.keys() & ANALGESIA.keys()
    assert (len(RADIOTHERAPY), len(ANALGESIA)) == (250, 215)


def test_every_row_has_a_status_and_every_reason_words() -> None:
    for letters in (*RADIOTHERAPY.values(), *ANALGESIA.values()):
        assert letters
        assert set(letters.split("+")) <= set("PSMCD")
    for reason in (*RADIOTHERAPY_LEFT_OUT.values(), *ANALGESIA_LEFT_OUT.values()):
        assert len(reason.split()) > 4


def test_what_a_sheet_holds_from_memory_alone_is_never_said_to_be_verified() -> None:
    for where, source in CARRIERS:
        if set(source.rows) <= MEMORY:
            assert source.verified in {Verification.MEMORY, Verification.DERIVED}, (where, source)
