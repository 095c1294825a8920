"""What several rules on analgesics ask and say."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines._clauses import under_18
from boneguide.guidelines.facts.analgesia import TAKES_OPIOID, TAKES_STRONG_OPIOID
from boneguide.guidelines.facts.clinical import ACUTE_KIDNEY_INJURY, DIALYSIS
from boneguide.guidelines.facts.laboratory import ESTIMATED_GFR, LATEST_CREATININE_CLEARANCE
from boneguide.guidelines.facts.opioid import CANNOT_SWALLOW
from boneguide.guidelines.facts.pain import PAIN_1_OR_MORE, PAIN_4_OR_MORE, PAIN_7_OR_MORE, PAINFUL_BONE_LESION
from boneguide.guidelines.facts.person import PREGNANT
from boneguide.logic.clauses import Confirm, Contraindication, Note
from boneguide.logic.nodes import Criterion, FlagFact, assume_absent, not_
from boneguide.model.provenance import Source


def recalled(locator: str, *rows: str) -> Source:
    """Return the source of what was recalled and never looked up."""
    return cite(sources.RECALLED, locator, *rows, verified="memory")


# --------------------------------------------------------------------------- pain

_UNSCORED = "a band is named where a score is on record; until then analgesia-pain-score asks for one"
_BANDS = (
    not_(PAIN_1_OR_MORE),
    PAIN_1_OR_MORE & not_(PAIN_4_OR_MORE),
    PAIN_4_OR_MORE & not_(PAIN_7_OR_MORE),
    PAIN_4_OR_MORE & PAIN_7_OR_MORE,
)
#: Bands of the scheme ``nccn_classic``: 0, 1 to 3, 4 to 6, 7 to 10.
NO_PAIN, MILD, MODERATE, SEVERE = (assume_absent(band, because=_UNSCORED) for band in _BANDS)
#: Whether it is known in which band the worst pain lies.
SCORED = NO_PAIN | MILD | MODERATE | SEVERE
_SCORED_AS_NONE = assume_absent(not_(PAIN_1_OR_MORE), because="a score of 0 counts where it is on record")
#: Any pain at all: by its score, or else by a lesion that hurts.
PAIN = not_(_SCORED_AS_NONE) & assume_absent(
    PAIN_1_OR_MORE | PAINFUL_BONE_LESION, because="pain would be on record, as a score or as a lesion that hurts"
)

# --------------------------------------------------------------------------- what is taken

_LISTED = "an opioid that is taken now would be on the list of medicines"
ON_OPIOID = assume_absent(TAKES_OPIOID, because=_LISTED)
ON_STRONG_OPIOID = assume_absent(TAKES_STRONG_OPIOID, because=_LISTED)


# --------------------------------------------------------------------------- kidneys


#: What no formula from creatinine reads.
KIDNEYS_FAILING = assume_absent(
    DIALYSIS | ACUTE_KIDNEY_INJURY, because="dialysis and acute kidney injury would be on record"
)
_OTHER_DECIDES = "both come from the same creatinine, so where only one is known it decides alone"


def _below(edge: int) -> tuple[Criterion, Criterion]:
    return LATEST_CREATININE_CLEARANCE < f"{edge} mL/min", ESTIMATED_GFR < f"{edge} mL/min/1.73m2"


def kidneys_below(edge: int) -> Criterion:
    """Return whether the kidneys lie under an edge by creatinine clearance or by eGFR; either is enough.

    Labels speak of the clearance, KDIGO of the eGFR. Where only one of them is
    known it decides alone. On dialysis or in acute kidney injury neither holds,
    and the kidneys lie under every edge.
    """
    clearance, egfr = _below(edge)
    return KIDNEYS_FAILING | (assume_absent(clearance, because=_OTHER_DECIDES) | egfr) & (
        clearance | assume_absent(egfr, because=_OTHER_DECIDES)
    )


def kidneys_below_by_clearance(edge: int) -> Criterion:
    """Return the same where the clearance has to be known, as a dose depends on it."""
    clearance, egfr = _below(edge)
    return KIDNEYS_FAILING | clearance | assume_absent(egfr, because=_OTHER_DECIDES)


def either_number(row: str) -> Source:
    """Return the library as the source of taking clearance and eGFR alike."""
    return own_reading(row, why="clearance and eGFR are taken alike, and the lower one counts")


# --------------------------------------------------------------------------- clauses


def caution(name: str, when: Criterion, says: str, *cited: Source) -> Contraindication:
    """Return a restriction that warns and never changes a status."""
    return Contraindication(id=name, severity="caution", when=when, says=says, sources=cited)


def allergy(fact: FlagFact, drug: str, row: str) -> Contraindication:
    """Return what a known hypersensitivity forbids."""
    return Contraindication(
        id="hypersensitivity",
        severity="contraindicated",
        when=fact,
        says=f"Hypersensitivity to {drug} is on record.",
        unknown=Confirm(f"no hypersensitivity to {drug}", because="the person can be asked"),
        sources=own_reading(row, why="a drug that was not borne is not given again; no label was read for it"),
    )


#: What was read is about adults, so no rule names a drug for a child.
ADULTS_ONLY = under_18(
    own_reading("NON-01", "NON-06", why="doses were read for adults, and nothing on analgesics for children")
)

PREGNANCY = caution(
    "pregnancy",
    PREGNANT,
    "Pregnancy: nothing was read on this drug in pregnancy; an obstetrician is asked, by the library's own decision.",
    own_reading("LAD-12", why="for the individual: what reaches the child is weighed nowhere in what was read"),
)

#: What is swallowed is no choice for whoever cannot swallow.
BY_MOUTH = Contraindication(
    id="cannot-swallow",
    severity="not-recommended",
    when=assume_absent(CANNOT_SWALLOW, because="trouble with swallowing would be on record"),
    says=(
        "Cannot swallow: this is taken by mouth, and another way is looked for. Where neither mouth nor skin will do,"
        " WHO 2018 has an opioid under the skin rather than into a muscle."
    ),
    sources=(
        cite(sources.WHO_2018, "routes", "LAD-16"),
        own_reading("LAD-16", why="what cannot be swallowed is not advised by mouth"),
    ),
)


def taken_already(fact: FlagFact, drug: str, row: str) -> Note:
    """Return the note for whoever takes the drug that is spoken of."""
    return Note(
        id="already-taken",
        when=fact,
        says=f"Takes {drug} already: what is said here is the whole of a day, and no addition to it.",
        sources=own_reading(row, why="a dose is that of the drug, whoever began it"),
    )


RED_FLAGS_FIRST = Note(
    id="red-flags-first",
    says=(
        "Red flags come first: analgesics are given beside what is done for compression of the cord, a fracture or high"
        " calcium, and never instead of it."
    ),
    sources=own_reading("LAD-30", why="relief of pain does not treat what threatens cord or bone"),
)
